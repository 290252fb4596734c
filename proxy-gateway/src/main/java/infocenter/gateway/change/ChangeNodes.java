package infocenter.gateway.change;

import infocenter.client.IcClient;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries an operator's wish for a node, or for what all nodes may be told, into the log. What follows from it, the next placement and its rebalance, is the leader's
 * work, whoever leads then. At members only: the answer carries the table read after it. Any thread.
 */
public final class ChangeNodes {
    private final IcClient ic;
    private final Duration within;

    public ChangeNodes(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /** Begins or ends maintenance, or decommissions for good. Fails with an {@code IcFailure}, as the other does. */
    public CompletableFuture<Changed> wish(NodeId id, Wish wish) {
        return change(new Command.SetMaintenance(id, wish));
    }

    /** Gives up what an evicted or decommissioned node held. */
    public CompletableFuture<Changed> forget(NodeId id) {
        return change(new Command.ForgetNode(id));
    }

    /**
     * Allows what newer builds write.
     *
     * @param level to be understood by every node that is up, or null for the highest that any of them understands
     */
    public CompletableFuture<Changed> raiseFeatureLevel(@Nullable Integer level) {
        if (level != null) {
            return change(new Command.RaiseFeatureLevel(level));
        }
        return ic.read(within).thenCompose(moment -> {
            int highest = moment.information().cluster().featureLevel();
            for (Node node : moment.information().cluster().nodes().values()) {
                highest = node.up() ? Math.max(highest, node.understands()) : highest;
            }
            return change(new Command.RaiseFeatureLevel(highest));
        });
    }

    private CompletableFuture<Changed> change(Command command) {
        return Changed.by(ic, command, within);
    }
}
