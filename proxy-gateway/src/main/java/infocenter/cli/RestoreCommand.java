package infocenter.cli;

import infocenter.wire.BackupFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code xic ic restore}. */
@Command(
        name = "restore",
        description = {
            "Forms a new cluster, once, of a backup, at one gateway that is in none; the others join through it.",
            "It has an id of its own, and the jobs, keys, buckets and transformers of the backup; jobs that had not ended are",
            "aborted. Objects are not in a backup, and targets of the old cluster are refused until they are wiped."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    /** The gateway reads it all, writes it and founds a group. */
    private static final int READ_MILLIS = 300_000;

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "FILE", description = "A backup.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        BackupFile.Contents contents = BackupText.read(file);
        HttpURLConnection answer = connection.door().upload(Paths.ROOT + "/cluster/restore", file, READ_MILLIS);
        Answer made = Door.answer(answer);
        connection
                .printer()
                .fields(
                        Door.JSON
                                .createObjectNode()
                                .put("clusterId", made.body().path("clusterId").asText())
                                .put("epoch", made.body().path("epoch").asLong())
                                .put("from", contents.backup().identity().clusterId())
                                .put("records", contents.backup().xactions())
                                .put("aborted", contents.backup().active())
                                .put("buckets", contents.backup().buckets()),
                        "clusterId",
                        "epoch",
                        "from",
                        "records",
                        "aborted",
                        "buckets");
        return ExitCode.DONE;
    }
}
