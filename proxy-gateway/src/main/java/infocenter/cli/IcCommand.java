package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code xic ic}. */
@Command(
        name = "ic",
        description = "Shows the Information Center, says who is in it, and keeps its memory safe.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IcCommand.Members.class,
            IcCommand.Leader.class,
            IcSizeCommand.class,
            IcSeatCommands.Add.class,
            IcSeatCommands.Remove.class,
            IcSeatCommands.Transfer.class,
            BackupCommand.class,
            RestoreCommand.class,
            RecoverCommand.class
        })
final class IcCommand {
    /** {@code xic ic members}. */
    @Command(
            name = "members",
            description = {
                "Lists the gateways with and without a vote, and how far behind the leader each member is.",
                "Exits with 1 when the group is not as wanted, or nobody leads."
            },
            mixinStandardHelpOptions = true)
    static final class Members implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            JsonNode members = IcView.ofLeader(connection.door());
            shown(connection, members);
            boolean well = !IcView.leader(members).isEmpty()
                    && members.path("size").asInt()
                            == members.path("wantedSize").asInt();
            for (JsonNode item : members.path("items")) {
                well &= item.path("up").asBoolean() && !item.path("unwanted").asBoolean();
            }
            return well ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** {@code xic ic leader}. */
    @Command(
            name = "leader",
            description = "Says who leads; exits with 6 when nobody does.",
            mixinStandardHelpOptions = true)
    static final class Leader implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            return leader(connection, connection.door().get(IcView.MEMBERS).body());
        }
    }

    static Integer leader(Connection connection, JsonNode members) {
        connection.printer().fields(members, "leader", "term");
        return IcView.leader(members).isEmpty() ? ExitCode.NO_LEADER : ExitCode.DONE;
    }

    static Integer shown(Connection connection, JsonNode members) {
        Printer printer = connection.printer();
        if (printer.json()) {
            printer.document(members);
            return ExitCode.DONE;
        }
        printer.items(IcView.table(members), "gateway", "peer", "role", "zone", "state", "up", "lag", "heardMs");
        String wished = members.path("wishedLeader").asText("");
        String plan = members.path("plan").asText("");
        printer.line(members.path("size").asInt() + " of "
                + members.path("wantedSize").asInt() + " members"
                + (wished.isEmpty() ? "" : "; " + wished + " is asked to lead")
                + (plan.isEmpty() ? "" : "; " + plan));
        return ExitCode.DONE;
    }
}
