package infocenter.core.supervise;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Seats;
import java.util.List;

/**
 * How many members of the Information Center can be lost.
 *
 * @param members voters
 * @param up those of them that the table holds for alive
 */
public record Standing(int members, int up) {

    /** By the recorded group. */
    static Standing of(Cluster cluster) {
        List<String> peerIds = cluster.configuration().peerIds();
        return new Standing(peerIds.size(), up(cluster, peerIds));
    }

    /** Once the keeper has done what the table wants, as far as the gateways that are up allow it. */
    static Standing settled(Cluster cluster) {
        List<String> peerIds = cluster.configuration().peerIds();
        List<String> kept = peerIds.stream()
                .filter(peerId -> !Seats.unwanted(cluster, peerId))
                .toList();
        int spares = Seats.spares(cluster, peerIds).size();
        int alive = up(cluster, kept) + spares;
        int reachable = Math.min(cluster.council().size(), kept.size() + spares);
        int members = reachable % 2 == 1 ? reachable : Math.max(1, reachable - 1);
        return new Standing(members, Math.min(members, alive));
    }

    private static int up(Cluster cluster, List<String> peerIds) {
        int up = 0;
        for (String peerId : peerIds) {
            Node owner = Seats.owner(cluster, peerId);
            up += owner != null && owner.up() ? 1 : 0;
        }
        return up;
    }

    /** Members that must be up. */
    public int majority() {
        return members / 2 + 1;
    }

    /** How many of those that are up may still be lost; below 0 there is no majority already. */
    public int mayFail() {
        return up - majority();
    }
}
