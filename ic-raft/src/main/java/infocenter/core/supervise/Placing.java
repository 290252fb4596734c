package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which placement comes next (design section 5): proposed first, active once every target that is up has taken it over.
 *
 * <p>A target that is down keeps its place. Nothing is evicted here: eviction moves objects, which needs rebalance.
 */
public final class Placing {
    private Placing() {}

    /**
     * The command that brings placement one step on, or null when it is as the nodes want it.
     *
     * @param cluster the map
     * @param takenOver highest placement version that a target has said, in this leader's term, that it has taken over
     */
    public static @Nullable Command next(Cluster cluster, ToLongFunction<NodeId> takenOver) {
        List<NodeId> wanted = cluster.all(Role.TARGET).stream()
                .filter(node -> node.state() == NodeState.UP || node.state() == NodeState.DOWN)
                .map(Node::id)
                .sorted()
                .toList();
        Placement proposed = cluster.proposed();
        if (!wanted.isEmpty() && !wanted.equals(proposed.targets())) {
            return new Command.ProposePlacement(proposed.version() + 1, wanted);
        }
        boolean everywhere = cluster.all(Role.TARGET).stream()
                .filter(Node::up)
                .allMatch(node -> takenOver.applyAsLong(node.id()) >= proposed.version());
        return proposed.version() > cluster.active().version() && everywhere
                ? new Command.ActivatePlacement(proposed.version())
                : null;
    }
}
