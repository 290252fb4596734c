package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic show}. */
@Command(name = "show", description = "Shows one job and its runs.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    private static final String[] FIELDS = {
        "id",
        "kind",
        "buckets",
        "state",
        "cause",
        "origin",
        "error",
        "startTime",
        "endTime",
        "progress.objects",
        "progress.bytes",
        "progress.totalObjects",
        "progress.percent",
        "progress.rate",
        "progress.left",
        "progress.stalled",
        "policy",
        "key",
        "version"
    };

    @Mixin
    Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The job.")
    String id = "";

    @Option(names = "--errors", description = "Errors of single objects instead.")
    boolean errors;

    @Option(names = "--results", description = "What it counted by name instead: of summary, lru and cleanup.")
    boolean results;

    @Override
    public Integer call() {
        Door door = connection.door();
        if (errors) {
            connection.printer().items(door.get(Paths.xaction(id) + "/errors").body(), "target", "object", "error");
            return ExitCode.DONE;
        }
        if (results) {
            connection.printer().items(door.get(Paths.xaction(id) + "/results").body(), "name", "objects", "bytes");
            return ExitCode.DONE;
        }
        JsonNode row = door.get(Paths.xaction(id)).body();
        if (!connection.printer().json() && row.path("progress") instanceof ObjectNode progress) {
            progress.put("rate", ProgressText.rate(progress));
            progress.put("left", ProgressText.left(progress));
        }
        connection.printer().fields(row, FIELDS);
        if (!connection.printer().json()) {
            connection.printer().line("");
            ObjectNode runs = Door.JSON.createObjectNode();
            runs.set("items", row.path("runs"));
            connection
                    .printer()
                    .items(
                            runs,
                            "target",
                            "state",
                            "attempt",
                            "stalled",
                            "counters.localObjects",
                            "counters.localBytes",
                            "counters.sentObjects",
                            "counters.receivedObjects",
                            "error");
        }
        return ExitCode.DONE;
    }
}
