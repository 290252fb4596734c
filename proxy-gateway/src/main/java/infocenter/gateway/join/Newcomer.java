package infocenter.gateway.join;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;

/**
 * How this gateway introduces itself.
 *
 * @param identity on its disk
 * @param addresses as others reach it
 * @param zone failure domain
 */
public record Newcomer(NodeIdentity identity, Addresses addresses, String zone) {
    /** Highest feature level that this build writes and reads. */
    public static final int UNDERSTANDS = 1;

    Command.JoinNode join(String clusterId, Seat seat) {
        return new Command.JoinNode(
                clusterId, identity.id(), Role.GATEWAY, addresses, zone, identity.incarnation(), seat, UNDERSTANDS);
    }
}
