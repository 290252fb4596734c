package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xic cluster}. */
@Command(
        name = "cluster",
        description = "Forms a cluster, and shows it.",
        mixinStandardHelpOptions = true,
        subcommands = {ClusterCommand.Init.class, ClusterCommand.Show.class, FeatureLevelCommand.class})
final class ClusterCommand {
    /** {@code xic cluster init}. */
    @Command(
            name = "init",
            description = {
                "Forms a new cluster at one gateway, once.",
                "The others, and the targets, join through it by themselves."
            },
            mixinStandardHelpOptions = true)
    static final class Init implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().post(Paths.ROOT + "/cluster/init", Door.JSON.createObjectNode());
            connection.printer().fields(answer.body(), "clusterId", "epoch");
            return ExitCode.DONE;
        }
    }

    /** {@code xic cluster show}. */
    @Command(
            name = "show",
            description = "Shows identity, members and placement; exits with 1 unless everything is up.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            JsonNode cluster = connection.door().get(Paths.ROOT + "/cluster").body();
            connection
                    .printer()
                    .fields(
                            cluster,
                            "clusterId",
                            "epoch",
                            "leader",
                            "term",
                            "members",
                            "nodes.gateways",
                            "nodes.targets",
                            "nodes.up",
                            "placement.active.version",
                            "placement.active.targets");
            JsonNode nodes = cluster.path("nodes");
            boolean healthy = nodes.path("up").asInt()
                            == nodes.path("gateways").asInt()
                                    + nodes.path("targets").asInt()
                    && !cluster.path("leader").asText().isEmpty();
            return healthy ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
