package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic node}. */
@Command(
        name = "node",
        description = "Shows gateways and targets, and takes them out.",
        mixinStandardHelpOptions = true,
        subcommands = {
            NodeCommand.ListNodes.class,
            NodeCommand.Maintenance.class,
            NodeCommand.Decommission.class,
            NodeCommand.Forget.class,
            NodeCommand.PreviewKill.class
        })
final class NodeCommand {
    private static final String[] FIELDS = {"id", "role", "state", "objects", "balancedVersion", "degraded"};

    /** {@code xic node list}. */
    @Command(
            name = "list",
            description = "Lists gateways and targets, and how far those are that shall go.",
            mixinStandardHelpOptions = true)
    static final class ListNodes implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Override
        public Integer call() {
            Answer answer = connection.door().get(Paths.ROOT + "/nodes");
            if (!connection.printer().json()) {
                answer.body().path("items").forEach(NodeCommand::sayDrain);
            }
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
                            "incarnation",
                            "balancedVersion",
                            "objects",
                            "degraded");
            return ExitCode.DONE;
        }
    }

    /** {@code xic node maintenance}. */
    @Command(
            name = "maintenance",
            description = {
                "Takes a node out for a while, or back in.",
                "A target loses its place and its objects move to the others; stop it when the list says that it is safe.",
                "A gateway keeps its seat and hands over if it leads."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  xic node maintenance t2        # then: xic node list, until it is safe to stop",
                "  xic node maintenance t2 --end  # also while its objects are still moving"
            })
    static final class Maintenance implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The node.")
        String name = "";

        @Option(names = "--end", description = "Takes it back in.")
        boolean end;

        @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
        boolean preview;

        @Mixin
        IcWait wait = new IcWait();

        @Override
        public Integer call() {
            if (preview) {
                return PreviewText.show(connection, "change", end ? "end-maintenance" : "maintenance", "node", name);
            }
            String path = Paths.node(name) + "/maintenance";
            Answer answer =
                    end ? connection.door().delete(path) : connection.door().post(path, Door.JSON.createObjectNode());
            if (!end && gateway(answer)) {
                wait.until(
                        connection.door(),
                        "another leader than " + name,
                        now -> !IcView.leader(now).isEmpty()
                                && !IcView.leader(now).equals(name));
            }
            return shown(connection, answer);
        }
    }

    /** {@code xic node decommission}. */
    @Command(
            name = "decommission",
            description = {
                "Takes a node out for good.",
                "A target's objects move to the others; when the list says that it is safe, stop it and forget it.",
                "A gateway hands over and gives up its seat first."
            },
            mixinStandardHelpOptions = true)
    static final class Decommission implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The node.")
        String name = "";

        @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
        boolean preview;

        @Mixin
        IcWait wait = new IcWait();

        @Override
        public Integer call() {
            if (preview) {
                return PreviewText.show(connection, "change", "decommission", "node", name);
            }
            Answer answer = connection.door().post(Paths.node(name) + "/decommission", Door.JSON.createObjectNode());
            if (gateway(answer)) {
                wait.until(
                        connection.door(),
                        "a group without " + name,
                        now -> !IcView.voters(now).contains(name));
            }
            return shown(connection, answer);
        }
    }

    /** {@code xic node preview-kill}. */
    @Command(
            name = "preview-kill",
            description = "Shows what the sudden end of a node's process would bring; changes nothing.",
            mixinStandardHelpOptions = true)
    static final class PreviewKill implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The node.")
        String name = "";

        @Override
        public Integer call() {
            return PreviewText.show(connection, "change", "kill", "node", name);
        }
    }

    /** {@code xic node forget}. */
    @Command(
            name = "forget",
            description = {
                "Gives up what an evicted or decommissioned node held.",
                "Objects that were on it alone are lost; if it comes back, what is on its disks is put aside."
            },
            mixinStandardHelpOptions = true)
    static final class Forget implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Parameters(paramLabel = "NAME", description = "The node.")
        String name = "";

        @Option(names = "--yes", description = "Does not ask.")
        boolean yes;

        @Override
        public Integer call() {
            if (!yes
                    && !Confirmation.typed(
                            "Objects that only " + name + " has will be lost. Type its name to forget it", name)) {
                throw new CliFailure(ExitCode.USAGE, "not forgotten: answer with its name, or give --yes");
            }
            Answer answer = connection.door().delete(Paths.node(name));
            connection.printer().fields(answer.body(), "id");
            return ExitCode.DONE;
        }
    }

    /** Its leadership, or its seat, moves first: what it answers then is worth waiting for. */
    private static boolean gateway(Answer answer) {
        return answer.body().path("role").asText().equals("gateway");
    }

    private static Integer shown(Connection connection, Answer answer) {
        if (!connection.printer().json()) {
            sayDrain(answer.body());
        }
        connection.printer().fields(answer.body(), FIELDS);
        return ExitCode.DONE;
    }

    /** Puts what becomes of a target's objects into words. */
    private static void sayDrain(JsonNode node) {
        JsonNode drain = node.path("drain");
        if (!(node instanceof ObjectNode fields) || !drain.isObject()) {
            return;
        }
        String state = drain.path("state").asText();
        String percent =
                drain.path("percent").isNumber() ? " " + drain.path("percent").asLong() + " %" : "";
        fields.put("objects", state.equals("safe-to-stop") ? "safe to stop" : state + percent);
    }
}
