package infocenter.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic get}. */
@Command(
        name = "get",
        description = "Gets an object into a file, or to standard output.",
        mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "BUCKET", description = "The bucket.")
    String bucket = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The object.")
    String name = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to; - or nothing is standard output. Replaced only when everything has arrived.")
    @Nullable
    Path file;

    @Option(names = "--transform", paramLabel = "NAME", description = "Read it through that transformer.")
    @Nullable
    String transform;

    @Override
    public Integer call() throws IOException {
        Objects objects = new Objects(connection.door());
        Path destination = file;
        if (destination == null || destination.toString().equals("-")) {
            objects.get(bucket, name, transform, System.out);
            System.out.flush();
            return ExitCode.DONE;
        }
        Path partial = destination.resolveSibling(destination.getFileName() + ".partial");
        long bytes;
        try (OutputStream out = Files.newOutputStream(partial)) {
            bytes = objects.get(bucket, name, transform, out);
        } catch (CliFailure e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.move(partial, destination, StandardCopyOption.REPLACE_EXISTING);
        connection
                .printer()
                .fields(
                        Door.JSON
                                .createObjectNode()
                                .put("file", destination.toString())
                                .put("bytes", bytes),
                        "file",
                        "bytes");
        return ExitCode.DONE;
    }
}
