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
 */
public final class OrderBook {
    /** More changed rows than that, and walking the active ones is cheaper. */
    private static final int TOUCHED_MAX = 1_000;

    private final Information information;
    private final TreePMap<NodeId, TreePSet<XactionId>> owing;
    private final Map<NodeId, List<XactionId>> believed;

    private OrderBook(
            Information information,
            TreePMap<NodeId, TreePSet<XactionId>> owing,
            Map<NodeId, List<XactionId>> believed) {
        this.information = information;
        this.owing = owing;
        this.believed = believed;
    }

    /** The book of that value, by walking every row that may owe something. */
    public static OrderBook of(Information information) {
        Draft draft = new Draft(information, TreePMap.empty());
        Supervision.forEachActive(information, draft::believe);
        Supervision.forEachOpen(information, draft::add);
        return draft.book(draft.believed);
    }

    /**
     * The book of a later value, from the rows that its events name. Every order that becomes due has an event; what the target is
     * believed to run stays as it was last walked.
     */
    public OrderBook next(Information later) {
        if (later.sequence() == information.sequence()) {
            return this;
        }
        SortedSet<XactionId> touched = touched(later);
        if (touched == null) {
            return walked(later);
        }
        Draft draft = new Draft(later, owing);
        for (XactionId id : touched) {
            Xaction row = later.xactions().find(id);
            if (row != null) {
                draft.add(row);
            }
        }
        return draft.book(believed);
    }

    /** The book of a later value, from all its active rows, those that ended since, and the stops that were due before. */
    public OrderBook walked(Information later) {
        if (later.sequence() < information.sequence()) {
            return of(later);
        }
        Draft draft = new Draft(later, TreePMap.empty());
        Supervision.forEachActive(later, row -> {
            draft.believe(row);
            draft.add(row);
        });
        Supervision.forEachEndedSince(later, information.clocks().elapsedMillis(), draft::add);
        for (TreePSet<XactionId> ids : owing.values()) {
            for (XactionId id : ids) {
                Xaction row = later.xactions().find(id);
                if (row != null && row.end() != null) {
                    draft.add(row);
                }
            }
        }
        return draft.book(draft.believed);
    }

    /** The value that this was made from. */
    public Information information() {
        return information;
    }

    /** Orders due at that target by this value, by xaction; the same as {@link Supervision#ordersFor} without the walk. */
    public List<Due> due(NodeId target) {
        List<Due> orders = new ArrayList<>();
        Node node = information.cluster().nodes().get(target);
        TreePSet<XactionId> ids = owing.get(target);
        if (node == null || ids == null) {
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
        return believed.getOrDefault(target, List.of());
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
        private final Map<NodeId, List<XactionId>> believed = new TreeMap<>();
        private TreePMap<NodeId, TreePSet<XactionId>> owing;

        Draft(Information information, TreePMap<NodeId, TreePSet<XactionId>> owing) {
            this.information = information;
            this.floor = Supervision.settledFloor(information);
            this.owing = owing;
        }

        OrderBook book(Map<NodeId, List<XactionId>> runs) {
            return new OrderBook(information, owing, runs);
        }

        void believe(Xaction row) {
            for (Run run : row.runs().values()) {
                if (run.state() instanceof RunState.Running || run.state() instanceof RunState.Interrupted) {
                    believed.computeIfAbsent(run.target(), target -> new ArrayList<>())
                            .add(row.id());
                }
            }
        }

        void add(Xaction row) {
            for (Run run : row.runs().values()) {
                Node node = information.cluster().nodes().get(run.target());
                TreePSet<XactionId> ids = owing.getOrDefault(run.target(), TreePSet.empty());
                boolean due = node != null && Supervision.due(row, run, node, floor) != null;
                if (due != ids.contains(row.id())) {
                    owing = owing.plus(run.target(), due ? ids.plus(row.id()) : ids.minus(row.id()));
                }
            }
        }
    }
}
