package infocenter.cli;

import infocenter.wire.BackupFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic ic backup}. */
@Command(
        name = "backup",
        description = {
            "Writes the cluster's memory of one moment into a file, without stopping anything.",
            "It holds every job, bucket, idempotency key, transformer and node; no objects."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xic ic backup /backups/ic-monday",
            "  xic ic backup --check /backups/ic-monday  # without a cluster"
        })
final class BackupCommand implements Callable<Integer> {
    /** A member that writes nothing for so long is stuck. */
    private static final int READ_MILLIS = 60_000;

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "FILE", description = "Where to; there only when everything is on disk and checked.")
    Path file = Path.of("");

    @Option(names = "--check", description = "Only reads that file, and says whether it is whole and what it holds.")
    boolean check;

    @Option(names = "--force", description = "Replaces a file that is there.")
    boolean force;

    @Override
    public Integer call() throws IOException {
        if (check) {
            return shown(BackupText.read(file));
        }
        if (Files.exists(file) && !force) {
            throw new CliFailure(ExitCode.REFUSED, file + " is there already; give another name, or --force");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            download(part);
            BackupFile.Contents contents = BackupText.read(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
            return shown(contents);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Integer shown(BackupFile.Contents contents) throws IOException {
        connection.printer().fields(BackupText.of(file, contents), BackupText.FIELDS);
        return ExitCode.DONE;
    }

    private void download(Path part) throws IOException {
        HttpURLConnection answer = connection.door().send("GET", Paths.ROOT + "/cluster/backup", null, READ_MILLIS);
        if (answer.getResponseCode() >= 400) {
            Door.answer(answer);
        }
        try (FileOutputStream out = new FileOutputStream(part.toFile())) {
            try (InputStream in = answer.getInputStream()) {
                in.transferTo(out);
            } catch (IOException broken) {
                throw new CliFailure(
                        ExitCode.UNREACHABLE,
                        "the backup did not arrive as a whole, ask again: " + broken.getMessage());
            }
            out.getFD().sync();
        }
    }

    private void syncFolder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
