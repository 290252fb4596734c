package infocenter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import infocenter.wire.Backup;
import infocenter.wire.BackupFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What a backup holds, as it is printed. */
final class BackupText {
    static final String[] FIELDS = {
        "file",
        "bytes",
        "clusterId",
        "epoch",
        "term",
        "index",
        "sequence",
        "time",
        "records",
        "active",
        "keys",
        "buckets",
        "transformers",
        "gateways",
        "targets",
        "checksum"
    };

    private BackupText() {}

    /**
     * Reads the whole file.
     *
     * @throws CliFailure when it is no backup, or damaged
     */
    static BackupFile.Contents read(Path file) {
        try {
            return BackupFile.read(file);
        } catch (IOException | RuntimeException unusable) {
            throw new CliFailure(ExitCode.FAILED, "not a good backup: " + unusable.getMessage());
        }
    }

    static ObjectNode of(Path file, BackupFile.Contents contents) throws IOException {
        Backup backup = contents.backup();
        return Door.JSON
                .createObjectNode()
                .put("file", file.toString())
                .put("bytes", Files.size(file))
                .put("clusterId", backup.identity().clusterId())
                .put("epoch", backup.identity().epoch())
                .put("term", backup.term())
                .put("index", backup.index())
                .put("sequence", backup.sequence())
                .put("time", Instant.ofEpochMilli(backup.shownMillis()).toString())
                .put("records", backup.xactions())
                .put("active", backup.active())
                .put("keys", backup.keys())
                .put("buckets", backup.buckets())
                .put("transformers", backup.transformers())
                .put("gateways", backup.gateways())
                .put("targets", backup.targets())
                .put("checksum", contents.checksum());
    }
}
