package infocenter.node;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A batch for the log, from another gateway.
 *
 * @param clusterId of the sender
 * @param batch what to apply
 * @param withinMillis how long the sender will wait
 * @param epoch in which the sender's cluster is; a member of another one logs nothing
 * @param proof of a batch that is a join, by a gateway that has the cluster's secret; else null
 */
public record SubmitRequest(
        String clusterId,
        Batch batch,
        long withinMillis,
        long epoch,
        @Nullable JoinProof proof) {
    /** Without a proof. */
    public SubmitRequest(String clusterId, Batch batch, long withinMillis, long epoch) {
        this(clusterId, batch, withinMillis, epoch, null);
    }

    /** The join in it, or null; there is one at most, since each is a batch of its own. */
    public Command.@Nullable JoinNode join() {
        for (Batch.Numbered numbered : batch.commands()) {
            if (numbered.command() instanceof Command.JoinNode join) {
                return join;
            }
        }
        return null;
    }
}
