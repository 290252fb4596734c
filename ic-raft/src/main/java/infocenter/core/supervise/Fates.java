package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.supervise.Fate.Lot;
import infocenter.core.table.Information;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Kind;
import infocenter.core.xaction.Kinds;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.SystemKinds;
import infocenter.core.xaction.Xaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which xactions notice a change, by the rows before and after it. */
record Fates(Information before, Information after, Command change) {

    static List<Fate> of(Information before, Information after, Command change) {
        Fates fates = new Fates(before, after, change);
        boolean moves = moves(before.cluster(), after.cluster());
        List<Fate> found = new ArrayList<>();
        for (Xaction row : Supervision.active(before)) {
            Xaction then = after.xactions().find(row.id());
            Fate fate = then == null ? null : fates.fate(row, then);
            if (fate == null && moves) {
                fate = mover(row);
            }
            if (fate != null) {
                found.add(fate);
            }
        }
        found.sort(Comparator.comparing(Fate::lot));
        return List.copyOf(found);
    }

    /** True when a change of the targets makes another placement, and so a rebalance. */
    static boolean moves(Cluster before, Cluster after) {
        return !placeable(before).equals(placeable(after));
    }

    private static List<NodeId> placeable(Cluster cluster) {
        return cluster.all(Role.TARGET).stream()
                .filter(node -> node.state() == NodeState.UP || node.state() == NodeState.DOWN)
                .map(Node::id)
                .toList();
    }

    private @Nullable Fate fate(Xaction row, Xaction then) {
        Abort abort = then.abort();
        if (abort != null && row.abort() == null) {
            return fate(row, Lot.ENDS, abort.caller().why());
        }
        for (Run run : then.runs().values()) {
            Run was = row.runs().get(run.target());
            if (was == null || was.state().terminal()) {
                continue;
            }
            if (run.state() instanceof RunState.Lost) {
                return fate(row, Lot.DEGRADES, "it goes on without " + run.target() + " and ends with an error");
            }
            if (run.state() instanceof RunState.Interrupted && !(was.state() instanceof RunState.Interrupted)) {
                return fate(row, Lot.WAITS, "it waits for " + run.target() + window(row) + ", then it is aborted");
            }
            if (run.state() instanceof RunState.Owed && killed(run) && row.abort() == null) {
                return fate(row, Lot.ENDS, run.target() + " has not said that it started, and cannot any more");
            }
        }
        return null;
    }

    private boolean killed(Run run) {
        return change instanceof Command.MarkNodeDown down && down.id().equals(run.target());
    }

    private static String window(Xaction row) {
        return Kinds.find(row.kind())
                .map(kind -> " for " + kind.window().toSeconds() + " s")
                .orElse("");
    }

    /** Objects move only when nothing runs that a rebalance excludes. */
    private static @Nullable Fate mover(Xaction row) {
        Kind kind = Kinds.find(row.kind()).orElse(null);
        if (kind == null || row.abort() != null) {
            return null;
        }
        if (kind.name().equals(SystemKinds.REBALANCE.name())) {
            return fate(row, Lot.ENDS, "a rebalance of the next placement takes over");
        }
        return SystemKinds.REBALANCE.shutsOut(kind)
                ? fate(
                        row,
                        Lot.MUST_END,
                        "objects have to move: it is waited for up to rebalance.waitFor, then aborted")
                : null;
    }

    private static Fate fate(Xaction row, Lot lot, String why) {
        return new Fate(row.id(), row.kind(), lot, why);
    }
}
