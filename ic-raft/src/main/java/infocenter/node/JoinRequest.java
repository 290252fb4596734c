package infocenter.node;

import infocenter.core.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A process wants in.
 *
 * @param join the command, whose cluster id is empty for a node that has never been in a cluster
 * @param forwarded true when a gateway passes it on: then it is not passed on again
 * @param proof that it has the cluster's secret; null from one that has none
 */
public record JoinRequest(
        Command.JoinNode join, boolean forwarded, @Nullable JoinProof proof) {
    /** Of a node without a secret. */
    public JoinRequest(Command.JoinNode join, boolean forwarded) {
        this(join, forwarded, null);
    }
}
