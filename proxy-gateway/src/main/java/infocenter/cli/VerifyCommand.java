package infocenter.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code xic verify}. */
@Command(
        name = "verify",
        description =
                "Compares every file below a folder, byte by byte, with its object; exits with 1 at the first difference.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "BUCKET", description = "The bucket.")
    String bucket = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The files that were put.")
    Path folder = Path.of("");

    @Parameters(index = "2", arity = "0..1", paramLabel = "PREPEND", description = "What stands in front of each name.")
    String prepend = "";

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CliFailure(ExitCode.USAGE, "no such folder: " + folder);
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Objects objects = new Objects(connection.door());
        long bytes = 0;
        for (Path file : files) {
            String name = prepend + folder.relativize(file).toString().replace('\\', '/');
            bytes += compare(objects, name, file);
        }
        connection
                .printer()
                .fields(
                        Door.JSON
                                .createObjectNode()
                                .put("objects", files.size())
                                .put("bytes", bytes),
                        "objects",
                        "bytes");
        return ExitCode.DONE;
    }

    private long compare(Objects objects, String name, Path file) throws IOException {
        try (InputStream expected = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long bytes = objects.get(bucket, name, new Comparing(expected, name));
            if (expected.read() >= 0) {
                throw new CliFailure(ExitCode.FAILED, name + " is shorter than its file: " + bytes + " bytes");
            }
            return bytes;
        }
    }

    /** Takes an object's bytes and fails where they differ from the file's. */
    private static final class Comparing extends OutputStream {
        private final InputStream expected;
        private final String name;
        private long at;

        Comparing(InputStream expected, String name) {
            this.expected = expected;
            this.name = name;
        }

        @Override
        public void write(int octet) throws IOException {
            if (expected.read() != (octet & 0xff)) {
                throw new CliFailure(ExitCode.FAILED, name + " differs from its file at byte " + at);
            }
            at++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] same = expected.readNBytes(length);
            if (!java.util.Arrays.equals(same, 0, same.length, bytes, offset, offset + length)) {
                throw new CliFailure(ExitCode.FAILED, name + " differs from its file after byte " + at);
            }
            at += length;
        }
    }
}
