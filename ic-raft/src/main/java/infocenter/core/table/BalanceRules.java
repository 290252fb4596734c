package infocenter.core.table;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.SystemKinds;
import infocenter.core.xaction.Xaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which targets have yet to move objects to where the active placement wants them (design section 5). */
record BalanceRules(Draft draft) {
    private static final String REBALANCE = SystemKinds.REBALANCE.name();

    /** The proposal is active now. Without a bucket, or a placement before, there is no object that could be elsewhere. */
    void activated(Placement before) {
        if (before.version() == 0 || draft.buckets.byName().isEmpty()) {
            long version = draft.cluster.active().version();
            for (Node node : draft.cluster.all(Role.TARGET)) {
                draft.put(node.balanced(version, draft.command));
            }
        }
        // Not later than now, but also not later than it was: however often the map changes, what runs is waited for
        // but once.
        long due = draft.cluster.rebalanceDueMillis();
        draft.cluster = draft.cluster.balance(draft.cluster.former(), due == 0 ? 0 : Math.min(due, now()));
    }

    /** A run has finished well: if it was a rebalance, its target's objects follow that placement or a later one. */
    void finished(Xaction row, Run run) {
        Node node = draft.node(run.target());
        if (node != null) {
            Node balanced = node.balanced(Rebalances.version(row), draft.command);
            if (balanced != node) {
                draft.put(balanced);
                draft.event("node.balanced", balanced, Long.toString(balanced.balancedMapVersion()));
            }
        }
    }

    /** The row has ended. After a failure the next try waits, so that what might cure it, a delete for example, can start. */
    void over(Xaction row) {
        if (!row.kind().equals(REBALANCE)
                || Rebalances.version(row) != draft.cluster.active().version()) {
            return;
        }
        boolean well = row.phase() == Phase.FINISHED
                && row.end() != null
                && row.end().error().isEmpty();
        long next = well ? now() : draft.now() + draft.limits().rebalanceRetry().toMillis();
        draft.cluster = draft.cluster.balance(draft.cluster.former(), next);
    }

    /** After each command: drops former placements by which nobody holds objects, and notes since when there are objects to move. */
    void settle(Cluster before) {
        Cluster cluster = draft.cluster;
        if (cluster == before) {
            return;
        }
        List<Placement> former = cluster.former();
        if (!former.stream().allMatch(placement -> held(cluster, placement))) {
            former = former.stream()
                    .filter(placement -> held(cluster, placement))
                    .toList();
        }
        long due = cluster.rebalanceDueMillis();
        if (cluster.lagging().isEmpty()) {
            due = 0;
        } else if (due == 0) {
            due = now();
        }
        if (former != cluster.former() || due != cluster.rebalanceDueMillis()) {
            draft.cluster = cluster.balance(former, due);
        }
    }

    private static boolean held(Cluster cluster, Placement placement) {
        for (NodeId id : placement.targets()) {
            Node node = cluster.nodes().get(id);
            if (node != null && Cluster.holds(placement, node)) {
                return true;
            }
        }
        return false;
    }

    /** Against a rebalance that is none of the active placement, or that nobody needs; null when there is nothing against it. */
    Outcome.@Nullable Refused refuseRebalance(RegisterXaction start) {
        long active = draft.cluster.active().version();
        if (Rebalances.version(start.arguments()) != active) {
            return Draft.refused(
                    Reason.WRONG_VERSION, Long.toString(active), "the active placement is version " + active);
        }
        return draft.cluster.lagging().isEmpty()
                ? Draft.refused(Reason.WRONG_STATE, REBALANCE, "no target that is up has objects to move")
                : null;
    }

    /** True from the moment when objects have to move until that has begun: nothing that would be in the way may start. */
    boolean due() {
        long due = draft.cluster.rebalanceDueMillis();
        return due != 0 && due <= draft.now();
    }

    /** True when some target that may hold objects which belong elsewhere is not up, so that the rebalance leaves it out. */
    boolean leavesOut() {
        return draft.cluster.nodes().values().stream().anyMatch(node -> !node.up() && draft.cluster.misplaces(node));
    }

    /** Zero stands for never. */
    private long now() {
        return Math.max(1, draft.now());
    }
}
