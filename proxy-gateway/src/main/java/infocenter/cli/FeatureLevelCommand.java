package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xic cluster feature-level}. */
@Command(
        name = "feature-level",
        description = {
            "Shows what may be written to the cluster's log, and what each node understands.",
            "After an upgrade of every node, raise allows what the new builds write."
        },
        mixinStandardHelpOptions = true,
        subcommands = FeatureLevelCommand.Raise.class,
        footer = {
            "",
            "Examples:",
            "  xic cluster feature-level        # committed level, and each node's",
            "  xic cluster feature-level raise  # to the highest; refused while a node that is up does not understand it"
        })
final class FeatureLevelCommand implements Callable<Integer> {
    private static final String PATH = Paths.ROOT + "/cluster/feature-level";

    @Mixin
    Connection connection = new Connection();

    @Override
    public Integer call() {
        return shown(connection, connection.door().get(PATH).body());
    }

    /** {@code xic cluster feature-level raise}. */
    @Command(
            name = "raise",
            description = {
                "Allows what newer builds write. It never falls again:",
                "from then on no node with an older build is admitted, and none that runs one goes on."
            },
            mixinStandardHelpOptions = true)
    static final class Raise implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Option(
                names = "--to",
                paramLabel = "LEVEL",
                description = "The level. Default: the highest that any node which is up understands.")
        @Nullable
        Integer to;

        @Override
        public Integer call() {
            ObjectNode wish = Door.JSON.createObjectNode();
            if (to != null) {
                wish.put("level", to);
            }
            return shown(connection, connection.door().post(PATH, wish).body());
        }
    }

    private static Integer shown(Connection connection, JsonNode level) {
        if (!connection.printer().json()) {
            connection.printer().fields(level, "level", "raisableTo");
        }
        connection.printer().items(level, "id", "role", "state", "understands");
        return ExitCode.DONE;
    }
}
