package infocenter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code xic put}. */
@Command(
        name = "put",
        description = "Puts a file, or every file below a folder, into a bucket.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  xic put photos cat.jpg animals/cat.jpg", "  xic put photos ./folder prefix/"})
final class PutCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "BUCKET", description = "The bucket.")
    String bucket = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A file or a folder.")
    Path file = Path.of("");

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "The object's name, or what goes in front of each name of a folder. Default: the file's own name.")
    String name = "";

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(file)) {
            throw new CliFailure(ExitCode.USAGE, "no such file or folder: " + file);
        }
        Objects objects = new Objects(connection.door());
        if (Files.isDirectory(file)) {
            return folder(objects);
        }
        Path own = file.getFileName();
        Answer answer = objects.put(bucket, name.isEmpty() && own != null ? own.toString() : name, file);
        connection.printer().fields(answer.body(), "name", "size", "checksum");
        return ExitCode.DONE;
    }

    private int folder(Objects objects) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(file)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        long bytes = 0;
        for (Path each : files) {
            String relative = file.relativize(each).toString().replace('\\', '/');
            objects.put(bucket, name + relative, each);
            bytes += Files.size(each);
        }
        ObjectNode summary =
                Door.JSON.createObjectNode().put("objects", files.size()).put("bytes", bytes);
        connection.printer().fields(summary, "objects", "bytes");
        return ExitCode.DONE;
    }
}
