package infocenter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xic start}. */
@Command(
        name = "start",
        description = "Starts a job on all targets and prints its id.",
        footer = {
            "",
            "xic start KIND --help says what a kind does and takes, with examples; xic kinds lists them.",
            "",
            "Examples:",
            "  xic start copy-bucket photos backup --arg prepend=monday/",
            "  xic start delete photos --arg names=@old-names.txt --key nightly-2026-11-24"
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "KIND", description = "What to do; see xic kinds.")
    String kind = "";

    @Parameters(index = "1..*", paramLabel = "BUCKET", description = "Its buckets: source, then destination.")
    @Nullable
    List<String> buckets;

    @Option(
            names = {"-a", "--arg"},
            paramLabel = "NAME=VALUE",
            description =
                    "An argument; numbers, true, false and JSON arrays are taken as such; @FILE is a list of the file's lines. "
                            + "May be repeated.")
    @Nullable
    Map<String, String> arguments;

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "A label. May be repeated.")
    @Nullable
    Map<String, String> labels;

    @Option(names = "--key", description = "Idempotency key: the same key never starts it twice.")
    @Nullable
    String key;

    @Option(names = "--reason", description = "Kept in the row.")
    @Nullable
    String reason;

    @Option(names = "--allow-partial", description = "Start although targets are down; the row says so.")
    boolean allowPartial;

    @Option(names = "--no-wait", description = "Return when the start is logged, before the targets have it.")
    boolean registered;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help, or behind a KIND what that kind does and takes.")
    boolean help;

    @Override
    public Integer call() {
        if (help) {
            return help();
        }
        if (kind.isEmpty()) {
            throw new CliFailure(
                    ExitCode.USAGE, "which kind? xic kinds lists them, xic start KIND --help explains one");
        }
        ObjectNode body = Door.JSON.createObjectNode().put("kind", kind);
        if (buckets != null) {
            body.set("buckets", Door.JSON.valueToTree(buckets));
        }
        if (arguments != null) {
            ObjectNode parsed = body.putObject("arguments");
            arguments.forEach((name, value) -> parsed.set(name, value(value)));
        }
        if (labels != null) {
            body.set("labels", Door.JSON.valueToTree(labels));
        }
        if (key != null) {
            body.put("key", key);
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        if (allowPartial) {
            body.put("allowPartial", true);
        }
        Answer answer = connection
                .door()
                .post(Paths.ROOT + "/xactions" + Paths.query("wait", registered ? "registered" : null), body);
        if (connection.printer().json()) {
            connection.printer().document(answer.body());
        } else {
            connection.printer().line(answer.body().path("id").asText());
        }
        return ExitCode.DONE;
    }

    private int help() {
        if (kind.isEmpty()) {
            CommandLine line = Objects.requireNonNull(spec).commandLine();
            line.usage(line.getOut());
            return ExitCode.DONE;
        }
        Kind found = Kinds.find(kind)
                .orElseThrow(() -> new CliFailure(
                        ExitCode.USAGE,
                        "no kind " + kind + "; there are "
                                + String.join(
                                        ", ", Kinds.ALL.stream().map(Kind::name).toList())));
        KindHelp.lines(found).forEach(connection.printer()::line);
        return ExitCode.DONE;
    }

    private static JsonNode value(String text) {
        if (text.startsWith("@")) {
            return lines(Path.of(text.substring(1)));
        }
        boolean literal = text.startsWith("[") || text.matches("-?\\d{1,18}|true|false");
        if (!literal) {
            return Door.JSON.getNodeFactory().textNode(text);
        }
        try {
            return Door.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CliFailure(ExitCode.USAGE, "--arg: not JSON: " + text);
        }
    }

    private static JsonNode lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return Door.JSON.valueToTree(lines.filter(line -> !line.isEmpty()).toList());
        } catch (IOException | UncheckedIOException unreadable) {
            throw new CliFailure(ExitCode.USAGE, "--arg: cannot read " + file + ": " + unreadable.getMessage());
        }
    }
}
