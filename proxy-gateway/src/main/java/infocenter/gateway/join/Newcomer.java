package infocenter.gateway.join;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.node.BuildLevel;

/**
 * How this gateway introduces itself.
 *
 * @param identity on its disk
 * @param addresses as others reach it
 * @param zone failure domain
 * @param icSize members of a cluster that this gateway makes: 1, 3 or 5
 * @param understands highest feature level that it reads and writes
 */
public record Newcomer(NodeIdentity identity, Addresses addresses, String zone, int icSize, int understands) {
    /** As the build is. */
    public Newcomer(NodeIdentity identity, Addresses addresses, String zone, int icSize) {
        this(identity, addresses, zone, icSize, BuildLevel.UNDERSTANDS);
    }

    Command.Initialize initialize(String clusterId) {
        return new Command.Initialize(clusterId, understands, icSize);
    }

    Command.JoinNode join(String clusterId, Seat seat) {
        return new Command.JoinNode(
                clusterId, identity.id(), Role.GATEWAY, addresses, zone, identity.incarnation(), seat, understands);
    }
}
