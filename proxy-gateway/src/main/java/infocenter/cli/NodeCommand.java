package infocenter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xic node}. */
@Command(
        name = "node",
        description = "Shows gateways and targets.",
        mixinStandardHelpOptions = true,
        subcommands = NodeCommand.ListNodes.class)
final class NodeCommand {
    /** {@code xic node list}. */
    @Command(name = "list", description = "Lists gateways and targets.", mixinStandardHelpOptions = true)
    static final class ListNodes implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().get(Paths.ROOT + "/nodes");
            connection
                    .printer()
                    .items(
                            answer.body(),
                            "id",
                            "role",
                            "state",
                            "member",
                            "leader",
                            "zone",
                            "publicUrl",
                            "incarnation");
            return ExitCode.DONE;
        }
    }
}
