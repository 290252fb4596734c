package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.table.Limits;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which placement comes next (design section 5): proposed first, active once every target that is up has taken it over. A target that
 * is down keeps its place until it is evicted.
 */
public final class Placing {
    private Placing() {}

    /**
     * The command that brings placement one step on, or null when it is as the nodes want it.
     *
     * <p>The last target that works is never evicted: nobody could take its place. Nothing is proposed while too many former
     * placements count, and then nobody is evicted either.
     *
     * @param cluster the map, as read just now
     * @param takenOver highest placement version that a target has said, in this leader's term, that it has taken over
     * @param nowMillis the elapsed clock as this leader reckons it now
     */
    public static @Nullable Command next(
            Cluster cluster, ToLongFunction<NodeId> takenOver, long nowMillis, Patience patience) {
        Placement proposed = cluster.proposed();
        if (cluster.former().size() < Limits.STANDARD.formerPlacementsMax()) {
            Node lost = toEvict(cluster, nowMillis - patience.evictAfter().toMillis());
            if (lost != null) {
                return new Command.EvictNode(lost.id(), lost.incarnation());
            }
            List<NodeId> wanted = cluster.all(Role.TARGET).stream()
                    .filter(node -> node.state() == NodeState.UP || node.state() == NodeState.DOWN)
                    .map(Node::id)
                    .sorted()
                    .toList();
            if (!wanted.isEmpty() && !wanted.equals(proposed.targets())) {
                return new Command.ProposePlacement(proposed.version() + 1, wanted);
            }
        }
        boolean everywhere = cluster.all(Role.TARGET).stream()
                .filter(Node::up)
                .allMatch(node -> takenOver.applyAsLong(node.id()) >= proposed.version());
        return proposed.version() > cluster.active().version() && everywhere
                ? new Command.ActivatePlacement(proposed.version())
                : null;
    }

    private static @Nullable Node toEvict(Cluster cluster, long downSinceMillis) {
        List<Node> targets = cluster.all(Role.TARGET);
        if (targets.stream().noneMatch(node -> node.state() == NodeState.UP)) {
            return null;
        }
        return targets.stream()
                .filter(node -> node.state() == NodeState.DOWN && node.sinceMillis() <= downSinceMillis)
                .findFirst()
                .orElse(null);
    }
}
