package infocenter.core.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * What one value owes all its targets, computed once and shared: so the work of a leader grows with the rows that change and with
 * its targets, not with their product. Immutable.
 *
 * <p>Urgent orders (stops, restarts) are kept up from value to value by the events that name their rows. First starts are many and
 * have their own fast path, so they are found again only by walking the active rows, and among those registered since.
 */
public final class OrderBook {
    /** More changed rows than that, and walking the active ones is cheaper. */
    private static final int TOUCHED_MAX = 1_000;

    private final Information information;
    private final TreePMap<NodeId, TreePSet<XactionId>> urgent;
    private final Walk walk;

    /**
     * What the last walk found.
     *
     * @param sequence of the walked value
     * @param owed rows whose first start was owed, by target
     * @param believed rows that were running or interrupted, by target
     * @param timed rows that wait for a moment: a start-by, the end of a window, a deadline
     */
    private record Walk(
            long sequence,
            Map<NodeId, List<XactionId>> owed,
            Map<NodeId, List<XactionId>> believed,
            List<XactionId> timed) {}

    private OrderBook(Information information, TreePMap<NodeId, TreePSet<XactionId>> urgent, Walk walk) {
        this.information = information;
        this.urgent = urgent;
        this.walk = walk;
    }

    /** The book of that value, by walking every row that may owe something. */
    public static OrderBook of(Information information) {
        Draft draft = new Draft(information, TreePMap.empty());
        Supervision.forEachOpen(information, draft::visit);
        return draft.walked();
    }

    /** The book of a later value, from the rows that its events name. */
    public OrderBook next(Information later) {
        if (later.sequence() == information.sequence()) {
            return this;
        }
        SortedSet<XactionId> touched = touched(later);
        if (touched == null) {
            return walked(later);
        }
        Draft draft = new Draft(later, urgent);
        for (XactionId id : touched) {
            Xaction row = later.xactions().find(id);
            if (row != null) {
                draft.change(row);
            }
        }
        return new OrderBook(later, draft.urgent, walk);
    }

    /** The book of a later value, from all its active rows, those that ended since, and the stops that were due before. */
    public OrderBook walked(Information later) {
        if (later.sequence() < information.sequence()) {
            return of(later);
        }
        Draft draft = new Draft(later, TreePMap.empty());
        Supervision.forEachActive(later, draft::visit);
        Supervision.forEachEndedSince(later, information.clocks().elapsedMillis(), draft::visit);
        for (TreePSet<XactionId> ids : urgent.values()) {
            for (XactionId id : ids) {
                Xaction row = later.xactions().find(id);
                if (row != null && row.end() != null) {
                    draft.visit(row);
                }
            }
        }
        return draft.walked();
    }

    /** The value that this was made from. */
    public Information information() {
        return information;
    }

    /** Stops and restarts due at that target by this value, by xaction: no other fast path brings them. */
    public List<Due> urgent(NodeId target) {
        return due(target, urgent.getOrDefault(target, TreePSet.empty()));
    }

    /** Every order due at that target by this value, by xaction; the same as {@link Supervision#ordersFor} without the walk. */
    public List<Due> due(NodeId target) {
        TreeSet<XactionId> ids = new TreeSet<>(urgent.getOrDefault(target, TreePSet.empty()));
        ids.addAll(walk.owed().getOrDefault(target, List.of()));
        ids.addAll(
                information.xactions().active().tailMap(walk.sequence(), false).values());
        return due(target, ids);
    }

    private List<Due> due(NodeId target, Iterable<XactionId> ids) {
        List<Due> orders = new ArrayList<>();
        Node node = information.cluster().nodes().get(target);
        if (node == null) {
            return orders;
        }
        long floor = Supervision.settledFloor(information);
        for (XactionId id : ids) {
            Xaction row = information.xactions().find(id);
            Due order = row == null ? null : Supervision.due(row, row.runs().get(target), node, floor);
            if (order != null) {
                orders.add(order);
            }
        }
        return orders;
    }

    /** Rows that were running or interrupted at that target when the table was last walked. */
    List<XactionId> believed(NodeId target) {
        return walk.believed().getOrDefault(target, List.of());
    }

    /** Rows that waited for a moment when the table was last walked. */
    List<XactionId> timed() {
        return walk.timed();
    }

    /** Rows that events since this value name; null when they cannot all be known, or a node has changed. */
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
        private final Map<NodeId, List<XactionId>> owed = new TreeMap<>();
        private final Map<NodeId, List<XactionId>> believed = new TreeMap<>();
        private final List<XactionId> timed = new ArrayList<>();
        private TreePMap<NodeId, TreePSet<XactionId>> urgent;

        Draft(Information information, TreePMap<NodeId, TreePSet<XactionId>> urgent) {
            this.information = information;
            this.floor = Supervision.settledFloor(information);
            this.urgent = urgent;
        }

        /** A row met on a walk that began with nothing. */
        void visit(Xaction row) {
            if (row.abort() == null && row.end() == null && waits(row)) {
                timed.add(row.id());
            }
            for (Run run : row.runs().values()) {
                if (!run.state().terminal()) {
                    note(run.state() instanceof RunState.Owed ? owed : believed, run.target(), row.id());
                }
                if (urgent(row, run)) {
                    urgent = urgent.plus(run.target(), of(run.target()).plus(row.id()));
                }
            }
        }

        private static boolean waits(Xaction row) {
            return row.deadlineMillis() > 0
                    || row.runs().values().stream()
                            .anyMatch(run -> run.state() instanceof RunState.Owed
                                    || run.state() instanceof RunState.Interrupted);
        }

        /** A row that may be in the book already, with what it owed before. */
        void change(Xaction row) {
            for (Run run : row.runs().values()) {
                TreePSet<XactionId> ids = of(run.target());
                boolean due = urgent(row, run);
                if (due != ids.contains(row.id())) {
                    urgent = urgent.plus(run.target(), due ? ids.plus(row.id()) : ids.minus(row.id()));
                }
            }
        }

        OrderBook walked() {
            return new OrderBook(information, urgent, new Walk(information.sequence(), owed, believed, timed));
        }

        private TreePSet<XactionId> of(NodeId target) {
            return urgent.getOrDefault(target, TreePSet.empty());
        }

        private static void note(Map<NodeId, List<XactionId>> rows, NodeId target, XactionId id) {
            rows.computeIfAbsent(target, none -> new ArrayList<>()).add(id);
        }

        private boolean urgent(Xaction row, Run run) {
            if (row.abort() == null && run.state() instanceof RunState.Running) {
                return false;
            }
            Node node = information.cluster().nodes().get(run.target());
            Due order = node == null ? null : Supervision.due(row, run, node, floor);
            return order instanceof Due.Stop || (order != null && order.attempt() > 1);
        }
    }
}
