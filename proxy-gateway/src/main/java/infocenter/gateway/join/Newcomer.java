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
 * @param icSize members of a cluster that this gateway makes: 1, 3 or 5
 */
public record Newcomer(NodeIdentity identity, Addresses addresses, String zone, int icSize) {
    /** Highest feature level that this build writes and reads. */
    public static final int UNDERSTANDS = 1;

    Command.Initialize initialize(String clusterId) {
        return new Command.Initialize(clusterId, UNDERSTANDS, icSize);
    }

    Command.JoinNode join(String clusterId, Seat seat) {
        return new Command.JoinNode(
                clusterId, identity.id(), Role.GATEWAY, addresses, zone, identity.incarnation(), seat, UNDERSTANDS);
    }
}
