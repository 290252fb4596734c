package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code xic ic add}, {@code xic ic remove} and {@code xic ic transfer}. */
final class IcSeatCommands {
    private IcSeatCommands() {}

    /** {@code xic ic add}. */
    @Command(
            name = "add",
            description = {
                "Lets a gateway have a seat in the Information Center, and waits until it has one.",
                "One that was removed becomes a spare when all seats are taken."
            },
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Mixin
        IcWait wait = new IcWait();

        @Parameters(paramLabel = "NODE", description = "The gateway.")
        String node = "";

        @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
        boolean preview;

        @Override
        public Integer call() {
            if (preview) {
                return PreviewText.show(connection, "change", "add", "node", node);
            }
            connection.door().put(Paths.seat(node), Door.JSON.createObjectNode());
            JsonNode members = wait.until(
                    connection.door(),
                    "a seat for " + node,
                    now -> IcView.voters(now).contains(node)
                            || now.path("size").asInt()
                                    >= now.path("wantedSize").asInt());
            if (!IcView.voters(members).contains(node)) {
                System.err.println(node + " is a spare now: all seats are taken");
            }
            return IcCommand.shown(connection, members);
        }
    }

    /** {@code xic ic remove}. */
    @Command(
            name = "remove",
            description = {
                "Takes a gateway's seat in the Information Center, and waits until a spare has it.",
                "If it leads, it hands over first. It stays a gateway; xic ic add lets it in again."
            },
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Mixin
        IcWait wait = new IcWait();

        @Parameters(paramLabel = "NODE", description = "The gateway.")
        String node = "";

        @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
        boolean preview;

        @Override
        public Integer call() {
            if (preview) {
                return PreviewText.show(connection, "change", "remove", "node", node);
            }
            connection.door().delete(Paths.seat(node));
            JsonNode members = wait.until(
                    connection.door(),
                    "a group without " + node,
                    now -> !IcView.voters(now).contains(node));
            return IcCommand.shown(connection, members);
        }
    }

    /** {@code xic ic transfer}. */
    @Command(
            name = "transfer",
            description = "Has another member lead, and waits until one does.",
            mixinStandardHelpOptions = true)
    static final class Transfer implements Callable<Integer> {
        @Mixin
        Connection connection = new Connection();

        @Mixin
        IcWait wait = new IcWait();

        @Parameters(
                paramLabel = "NODE",
                arity = "0..1",
                description = "The member that shall lead. Default: any other.")
        String node = "";

        @Option(names = "--preview", description = "Shows what it would bring, and changes nothing.")
        boolean preview;

        @Override
        public Integer call() {
            if (preview) {
                return PreviewText.show(connection, "change", "transfer", "node", node);
            }
            String before = IcView.leader(connection.door().get(IcView.MEMBERS).body());
            var body = Door.JSON.createObjectNode();
            if (!node.isEmpty()) {
                body.put("to", node);
            }
            connection.door().post(Paths.ROOT + "/ic/leader", body);
            JsonNode members =
                    wait.until(connection.door(), node.isEmpty() ? "another leader" : node + " as leader", now -> {
                        String leader = IcView.leader(now);
                        return !leader.isEmpty() && (node.isEmpty() ? !leader.equals(before) : leader.equals(node));
                    });
            return IcCommand.leader(connection, members);
        }
    }
}
