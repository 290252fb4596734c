package infocenter.gateway.nodes;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Carries an operator's wish for a node into the log. What follows from it, the next placement and its rebalance, is the leader's
 * work, whoever leads then. At members only: the answer carries the table read after it. Any thread.
 */
public final class ChangeNodes {
    private final IcClient ic;
    private final Duration within;

    public ChangeNodes(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /**
     * What became of a wish.
     *
     * @param outcome {@code Applied}, {@code AlreadyDone} or {@code Refused}
     * @param moment contains the outcome
     */
    public record Answer(Outcome outcome, Moment moment) {}

    /** Begins or ends maintenance, or decommissions for good. Fails with an {@code IcFailure}, as the other does. */
    public CompletableFuture<Answer> wish(NodeId id, Wish wish) {
        return change(new Command.SetMaintenance(id, wish));
    }

    /** Gives up what an evicted or decommissioned node held. */
    public CompletableFuture<Answer> forget(NodeId id) {
        return change(new Command.ForgetNode(id));
    }

    private CompletableFuture<Answer> change(Command command) {
        return ic.submit(command, within)
                .thenCompose(receipt -> ic.read(within).thenApply(moment -> new Answer(receipt.outcome(), moment)));
    }
}
