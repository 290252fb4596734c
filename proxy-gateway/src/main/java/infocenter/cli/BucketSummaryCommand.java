package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic bucket summary}. */
@Command(
        name = "summary",
        description = "Counts the objects of one bucket, or of all, and adds up their sizes.",
        mixinStandardHelpOptions = true)
final class BucketSummaryCommand implements Callable<Integer> {
    private static final int ROUND_SECONDS = 10;

    @Mixin
    Connection connection = new Connection();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The bucket; all without a name.")
    @Nullable
    String name;

    @Option(names = "--prefix", description = "Only names that start with this.")
    @Nullable
    String prefix;

    @Option(
            names = "--timeout",
            defaultValue = "600",
            paramLabel = "SECONDS",
            description = "How long. Default: ${DEFAULT-VALUE}")
    int timeoutSeconds;

    @Override
    public Integer call() {
        Door door = connection.door();
        ObjectNode start = Door.JSON.createObjectNode().put("kind", "summary");
        if (name != null) {
            start.putArray("buckets").add(name);
        }
        if (prefix != null) {
            start.putObject("arguments").put("prefix", prefix);
        }
        String id = door.post(Paths.ROOT + "/xactions", start).body().path("id").asText();
        JsonNode row = ended(door, id);
        if (!row.path("state").asText().equals("finished")
                || !row.path("error").asText("").isEmpty()) {
            throw new CliFailure(
                    ExitCode.FAILED,
                    "xaction " + id + " is " + row.path("state").asText() + ": "
                            + row.path("error").asText(""));
        }
        JsonNode results = door.get(Paths.xaction(id) + "/results").body();
        connection.printer().items(results, "name", "objects", "bytes");
        boolean whole = results.path("complete").asBoolean();
        return whole ? ExitCode.DONE : ExitCode.FAILED;
    }

    private JsonNode ended(Door door, String id) {
        long end = System.nanoTime() + timeoutSeconds * 1_000_000_000L;
        while (System.nanoTime() - end < 0) {
            JsonNode row = door.get(
                            Paths.xaction(id) + "/wait" + Paths.query("timeout", ROUND_SECONDS + "s"),
                            3_000 * ROUND_SECONDS)
                    .body();
            if (row.hasNonNull("endTime")) {
                return row;
            }
        }
        throw new CliFailure(ExitCode.TIMED_OUT, "xaction " + id + " has not ended within " + timeoutSeconds + " s");
    }
}
