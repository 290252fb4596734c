package infocenter.core.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * What one value owes all its targets, computed once and shared: so the work of a leader grows with the rows that change and with
 * its targets, not with their product. Immutable.
 */
public final class OrderBook {
    /** More changed rows than that, and walking the active ones is cheaper. */
    private static final int TOUCHED_MAX = 1_000;

    private final Information information;
    private final TreePMap<NodeId, TreePMap<XactionId, Due>> due;
    private final TreePMap<NodeId, Integer> believed;

    private OrderBook(
            Information information,
            TreePMap<NodeId, TreePMap<XactionId, Due>> due,
            TreePMap<NodeId, Integer> believed) {
        this.information = information;
        this.due = due;
        this.believed = believed;
    }

    /** The book of that value, by walking every row that may owe something. */
    public static OrderBook of(Information information) {
        Draft draft = new Draft(information, TreePMap.empty(), TreePMap.empty());
        Supervision.forEachOpen(information, draft::add);
        return draft.book();
    }

    /**
     * The book of a later value, from the rows that its events name. The same as {@link #of} of it, except that a stop which has
     * fallen below the settled floor may still be in it until the next {@link #walked}.
     */
    public OrderBook next(Information later) {
        if (later.sequence() == information.sequence()) {
            return this;
        }
        SortedSet<XactionId> touched = touched(later);
        if (touched == null) {
            return walked(later);
        }
        Draft draft = new Draft(later, due, believed);
        for (XactionId id : touched) {
            draft.replace(information.xactions().find(id), later.xactions().find(id));
        }
        return draft.book();
    }

    /** The book of a later value, from all its active rows, those that ended since, and the stops that were due before. */
    public OrderBook walked(Information later) {
        if (later.sequence() < information.sequence()) {
            return of(later);
        }
        Draft draft = new Draft(later, TreePMap.empty(), TreePMap.empty());
        Supervision.forEachActive(later, draft::add);
        Supervision.forEachEndedSince(later, information.clocks().elapsedMillis(), draft::add);
        for (TreePMap<XactionId, Due> orders : due.values()) {
            for (XactionId id : orders.keySet()) {
                Xaction row = later.xactions().find(id);
                if (row != null && row.end() != null) {
                    draft.add(row);
                }
            }
        }
        return draft.book();
    }

    /** The value that this was made from. */
    public Information information() {
        return information;
    }

    /** Orders due at that target, by xaction. */
    public Collection<Due> due(NodeId target) {
        TreePMap<XactionId, Due> orders = due.get(target);
        return orders == null ? List.of() : orders.values();
    }

    /** How many runs the table holds for running or interrupted at that target. */
    int believed(NodeId target) {
        Integer count = believed.get(target);
        return count == null ? 0 : count;
    }

    private @Nullable SortedSet<XactionId> touched(Information later) {
        if (later.cluster().sequence() != information.cluster().sequence()
                || information.events().isEmpty()
                || !later.events().containsKey(information.events().lastKey())) {
            return null;
        }
        TreeSet<XactionId> ids = new TreeSet<>();
        for (Event event : later.events().tailMap(information.sequence(), false).values()) {
            if (event.type().startsWith("xaction.") || event.type().startsWith("run.")) {
                ids.add(new XactionId(event.subject()));
            }
            if (ids.size() > TOUCHED_MAX) {
                return null;
            }
        }
        return ids;
    }

    /** A book that is being written. */
    private static final class Draft {
        private final Information information;
        private final long floor;
        private final Map<NodeId, Integer> counts = new TreeMap<>();
        private TreePMap<NodeId, TreePMap<XactionId, Due>> due;

        Draft(
                Information information,
                TreePMap<NodeId, TreePMap<XactionId, Due>> due,
                TreePMap<NodeId, Integer> believed) {
            this.information = information;
            this.floor = Supervision.settledFloor(information);
            this.due = due;
            this.counts.putAll(believed);
        }

        OrderBook book() {
            return new OrderBook(information, due, TreePMap.from(counts));
        }

        void replace(@Nullable Xaction before, @Nullable Xaction after) {
            if (before != null) {
                for (Run run : before.runs().values()) {
                    count(run, -1);
                    drop(run.target(), before.id());
                }
            }
            if (after != null) {
                add(after);
            }
        }

        void add(Xaction row) {
            for (Run run : row.runs().values()) {
                count(run, 1);
                Node node = information.cluster().nodes().get(run.target());
                Due order = node == null ? null : Supervision.due(row, run, node, floor);
                if (order != null) {
                    TreePMap<XactionId, Due> orders = due.getOrDefault(run.target(), TreePMap.empty());
                    due = due.plus(run.target(), orders.plus(row.id(), order));
                }
            }
        }

        private void drop(NodeId target, XactionId id) {
            TreePMap<XactionId, Due> orders = due.get(target);
            if (orders != null && orders.containsKey(id)) {
                due = due.plus(target, orders.minus(id));
            }
        }

        private void count(Run run, int change) {
            if (run.state() instanceof RunState.Running || run.state() instanceof RunState.Interrupted) {
                counts.merge(run.target(), change, Integer::sum);
            }
        }
    }
}
