package infocenter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic transformer}. */
@Command(
        name = "transformer",
        description = "Adds, lists and removes transformers: what objects can be streamed through.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TransformerCommand.Add.class,
            TransformerCommand.ListTransformers.class,
            TransformerCommand.Remove.class
        })
final class TransformerCommand {
    private static final String[] FIELDS = {
        "name", "url", "command", "timeLimit", "outputBytesMax", "outputRatioMax", "revision"
    };

    /** What does the work. */
    static final class Means {
        @Option(
                names = "--service",
                required = true,
                description = "An HTTP service: an object is the body of a POST, the 200 is the new object.")
        @Nullable
        String url;

        @Option(
                names = "--command",
                required = true,
                description = "A command by its name in the settings of the targets (transform.commands).")
        @Nullable
        String command;
    }

    /** {@code xic transformer add}. */
    @Command(
            name = "add",
            description = "Registers a transformer.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  xic transformer add zip --command gzip",
                "  xic transformer add upper --service http://127.0.0.1:7000/upper --time-limit 10s",
                "  xic start transform photos zipped --arg transformer=zip --arg append=.gz",
                "  xic get photos a.txt a.txt.gz --transform zip"
            })
    static final class Add implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "1 to 64 of [A-Za-z0-9._-]")
        String name = "";

        @ArgGroup(multiplicity = "1")
        Means means = new Means();

        @Option(names = "--time-limit", description = "Longest wait for one object, 100ms to 1h; default 60s.")
        @Nullable
        String timeLimit;

        @Option(names = "--output-bytes-max", description = "Bytes of one output; default 5 GiB.")
        @Nullable
        Long outputBytesMax;

        @Option(
                names = "--output-ratio-max",
                description = "Bytes of output for each byte of input, 64 KiB being always allowed; default 100.")
        @Nullable
        Long outputRatioMax;

        @Override
        public Integer call() {
            ObjectNode body = Door.JSON.createObjectNode().put("name", name);
            if (means.url != null) {
                body.put("url", means.url);
            }
            if (means.command != null) {
                body.put("command", means.command);
            }
            if (timeLimit != null) {
                body.put("timeLimit", timeLimit);
            }
            if (outputBytesMax != null) {
                body.put("outputBytesMax", outputBytesMax);
            }
            if (outputRatioMax != null) {
                body.put("outputRatioMax", outputRatioMax);
            }
            Answer answer = connection.door().post(Paths.ROOT + "/transformers", body);
            connection.printer().fields(answer.body(), FIELDS);
            return ExitCode.DONE;
        }
    }

    /** {@code xic transformer list}. */
    @Command(name = "list", description = "Lists transformers.", mixinStandardHelpOptions = true)
    static final class ListTransformers implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().get(Paths.ROOT + "/transformers");
            connection.printer().items(answer.body(), FIELDS);
            return ExitCode.DONE;
        }
    }

    /** {@code xic transformer remove}. */
    @Command(
            name = "remove",
            description = "Removes a transformer; jobs that were started with it keep it.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The transformer.")
        String name = "";

        @Override
        public Integer call() {
            Answer answer = connection.door().delete(Paths.transformer(name));
            connection.printer().fields(answer.body(), "name");
            return ExitCode.DONE;
        }
    }
}
