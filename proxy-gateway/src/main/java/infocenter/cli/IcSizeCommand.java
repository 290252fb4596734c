package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic ic size}. */
@Command(
        name = "size",
        description = {
            "Gives the Information Center 1, 3 or 5 members, and waits until it has them.",
            "It grows and shrinks one change at a time and rests at odd sizes only."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xic ic size 5 --preview  # what it would bring; changes nothing",
            "  xic ic size 5",
            "  xic ic size 1 --yes      # one member: nothing may fail any more"
        })
final class IcSizeCommand implements Callable<Integer> {
    @Mixin
    Connection connection = new Connection();

    @Mixin
    IcWait wait = new IcWait();

    @Parameters(paramLabel = "SIZE", description = "1, 3 or 5.")
    int size;

    @Option(names = "--yes", description = "Does not ask before size 1.")
    boolean yes;

    @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
    boolean preview;

    @Override
    public Integer call() {
        if (preview) {
            return PreviewText.show(connection, "change", "size", "size", Integer.toString(size));
        }
        if (size == 1
                && !yes
                && !Confirmation.typed(
                        "With one member the loss of its disk loses the cluster's memory. Type 1 to go on", "1")) {
            throw new CliFailure(ExitCode.USAGE, "not changed: answer with 1 at a terminal, or give --yes");
        }
        connection
                .door()
                .put(Paths.ROOT + "/ic/size", Door.JSON.createObjectNode().put("size", size));
        JsonNode members = wait.until(
                connection.door(),
                "size " + size,
                now -> now.path("size").asInt() == size
                        && now.path("wantedSize").asInt() == size);
        return IcCommand.shown(connection, members);
    }
}
