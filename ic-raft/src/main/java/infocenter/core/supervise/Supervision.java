package infocenter.core.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Information;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one value of the table owes its targets (design section 4, points 1 and 4). */
public final class Supervision {
    private Supervision() {}

    /**
     * Every order due at that target: starts of owed runs, stops of runs that the table does not want. A stop is due whether or not
     * the target is known to have the run, since a late start may still be on its way; it ends below the settled floor.
     *
     * <p>Walks the table: a leader shares one {@link OrderBook} among its targets instead.
     */
    public static List<Due> ordersFor(Information information, NodeId target) {
        List<Due> orders = new ArrayList<>();
        Node node = information.cluster().nodes().get(target);
        if (node == null) {
            return orders;
        }
        long floor = settledFloor(information);
        forEachOpen(information, row -> {
            Due due = due(row, row.runs().get(target), node, floor);
            if (due != null) {
                orders.add(due);
            }
        });
        return orders;
    }

    /** The order due for that run at that node, if any. */
    static @Nullable Due due(Xaction row, @Nullable Run run, Node node, long floor) {
        // Runs live in one process: another incarnation refuses the start and has nothing to stop.
        if (run == null || run.incarnation() != node.incarnation()) {
            return null;
        }
        if (row.abort() == null && run.state() instanceof RunState.Owed) {
            return new Due.Start(
                    row.id(),
                    run.attempt(),
                    run.incarnation(),
                    run.sequence(),
                    row.kind(),
                    row.arguments(),
                    row.argumentsHash(),
                    row.buckets(),
                    List.copyOf(row.runs().keySet()),
                    row.transformer());
        }
        return unwanted(row, run) && run.sequence() > floor
                ? new Due.Stop(row.id(), run.attempt(), run.incarnation(), run.sequence())
                : null;
    }

    /** True for a run that must not go on and has not said itself that it ended. */
    static boolean unwanted(Xaction row, Run run) {
        RunState state = run.state();
        return state instanceof RunState.Lost
                || state instanceof RunState.Aborted
                || (row.abort() != null && !state.terminal());
    }

    /**
     * Everything caused by a command of this sequence or a lower one is terminal: a target that does not know such an id refuses
     * its start, and may forget that it stopped it.
     */
    public static long settledFloor(Information information) {
        var active = information.xactions().active();
        return active.isEmpty() ? information.sequence() : active.firstKey() - 1;
    }

    /** True when the table needs the target's report of that attempt no more: it shows the end, or wants another attempt. */
    public static boolean committed(Information information, NodeId target, XactionId id, int attempt) {
        Run run = run(information, target, id);
        return run == null || run.state().terminal() || run.attempt() > attempt;
    }

    static @Nullable Run run(Information information, NodeId target, XactionId id) {
        Xaction row = information.xactions().find(id);
        return row == null ? null : row.runs().get(target);
    }

    /** Active rows, and ended ones that may be above the settled floor. */
    static void forEachOpen(Information information, Consumer<Xaction> visit) {
        forEachActive(information, visit);
        var active = information.xactions().active();
        if (!active.isEmpty()) {
            Xaction oldest =
                    information.xactions().rows().get(active.firstEntry().getValue());
            if (oldest != null) {
                forEachEndedSince(information, oldest.registeredMillis(), visit);
            }
        }
    }

    /** Rows that have not ended, oldest first. */
    public static List<Xaction> active(Information information) {
        List<Xaction> rows = new ArrayList<>();
        forEachActive(information, rows::add);
        return rows;
    }

    static void forEachActive(Information information, Consumer<Xaction> visit) {
        for (XactionId id : information.xactions().active().values()) {
            Xaction row = information.xactions().rows().get(id);
            if (row != null) {
                visit.accept(row);
            }
        }
    }

    static void forEachEndedSince(Information information, long sinceMillis, Consumer<Xaction> visit) {
        var ended = information.xactions().ended();
        Xactions.Ended first = ended.isEmpty() ? null : ended.firstKey();
        while (first != null) {
            long kept = first.keptMillis();
            Xactions.Ended nextClass = new Xactions.Ended(kept + 1, 0, 0);
            Xactions.Ended from = new Xactions.Ended(kept, sinceMillis, 0);
            for (XactionId id : ended.subMap(from, nextClass).values()) {
                Xaction row = information.xactions().rows().get(id);
                if (row != null) {
                    visit.accept(row);
                }
            }
            first = ended.ceilingKey(nextClass);
        }
    }
}
