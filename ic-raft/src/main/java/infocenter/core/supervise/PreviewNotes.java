package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seats;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.table.Information;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts into words what a change brings beyond single xactions. */
record PreviewNotes(Cluster before, Cluster after, @Nullable NodeId leader, Command change) {

    static List<String> of(
            Information before,
            Information after,
            @Nullable NodeId leader,
            Command change,
            boolean changes,
            Standing settled) {
        PreviewNotes notes = new PreviewNotes(before.cluster(), after.cluster(), leader, change);
        List<String> words = new ArrayList<>();
        if (changes) {
            notes.leadership(words);
            notes.seats(words, settled);
            notes.targets(words);
        }
        words.add(oneMore(settled));
        return List.copyOf(words);
    }

    private void leadership(List<String> words) {
        if (leader == null) {
            return;
        }
        if (change instanceof Command.MarkNodeDown down && down.id().equals(leader)) {
            words.add("the leader is lost: starts, status and lists wait until another leads, for about a second");
            return;
        }
        Node leads = after.nodes().get(leader);
        boolean asked =
                change instanceof Command.MoveLeadership move && !move.to().equals(leader);
        if (asked || leads != null && leads.up() && !Seats.mayLead(after, leads)) {
            words.add("leadership is handed over: requests wait for a moment, none is lost");
        }
    }

    private void seats(List<String> words, Standing settled) {
        int wanted = after.council().size();
        if (settled.members() < wanted) {
            words.add("the group rests at " + settled.members() + " of " + wanted
                    + " members until more gateways are up: it rests at odd sizes only");
        }
        NodeId id = gateway();
        Node gateway = id == null ? null : after.nodes().get(id);
        if (gateway == null
                || gateway.role() != Role.GATEWAY
                || !before.members().contains(before.nodes().get(id))) {
            return;
        }
        if (change instanceof Command.MarkNodeDown) {
            boolean spare =
                    !Seats.spares(after, after.configuration().peerIds()).isEmpty();
            words.add(
                    spare
                            ? "if it stays away, a spare takes its seat after ic.replaceAfter"
                            : "no spare is up: its seat waits until it is back, or another gateway comes");
        } else if (Seats.unwanted(after, gateway) && !Seats.unwanted(before, gateway)) {
            words.add("its seat goes to a spare, in one change; it stays a gateway until it is stopped");
        } else if (change instanceof Command.SetMaintenance maintenance && maintenance.wish() == Wish.BEGIN) {
            words.add("it keeps its seat: while it is stopped, one member less is up");
        }
    }

    private @Nullable NodeId gateway() {
        if (change instanceof Command.SetMaintenance maintenance) {
            return maintenance.id();
        }
        if (change instanceof Command.SeatGateway seat) {
            return seat.id();
        }
        return change instanceof Command.MarkNodeDown down ? down.id() : null;
    }

    private void targets(List<String> words) {
        if (Fates.moves(before, after)) {
            words.add(
                    "objects move to another placement; kinds that a rebalance excludes are refused until it is done");
        }
        NodeId id = gateway();
        Node node = id == null ? null : after.nodes().get(id);
        if (node == null || node.role() != Role.TARGET) {
            return;
        }
        if (change instanceof Command.MarkNodeDown) {
            words.add("names of its objects answer 503, and starts are refused with target-down unless they allow it");
            words.add("it is evicted after target.evictAfter, then objects move to where they belong without it");
        } else if (change instanceof Command.SetMaintenance maintenance && maintenance.wish() != Wish.END) {
            words.add("its runs go on while it is drained; stop it when xic node list says that it is safe");
        }
    }

    private static String oneMore(Standing settled) {
        if (settled.mayFail() > 0) {
            return "after that, if one more member dies, starts and status go on: " + (settled.up() - 1) + " of "
                    + settled.members() + " are a majority";
        }
        return settled.mayFail() == 0
                ? "after that, if one more member dies, there is no majority: gateways answer 503 to starts and status, and"
                        + " targets suspend their runs, until one is back"
                : "there is no majority then: gateways answer 503 to starts and status, and targets suspend their runs";
    }
}
