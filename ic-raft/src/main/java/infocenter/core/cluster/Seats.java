package infocenter.core.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may have a seat in the Information Center, by the map alone. */
public final class Seats {
    private Seats() {}

    /** Gateway of that Raft peer, or null: forgotten, or it came back with another disk. */
    public static @Nullable Node owner(Cluster cluster, String peerId) {
        for (Node gateway : cluster.all(Role.GATEWAY)) {
            if (gateway.seat() != null && gateway.seat().peerId().equals(peerId)) {
                return gateway;
            }
        }
        return null;
    }

    /** True when that gateway shall have no seat: barred, or taken out of the cluster for good. */
    public static boolean unwanted(Cluster cluster, Node gateway) {
        return cluster.council().bars(gateway.id())
                || gateway.state() == NodeState.DECOMMISSIONED
                || gateway.state() == NodeState.EVICTED;
    }

    /** True when that peer shall not vote any more. */
    public static boolean unwanted(Cluster cluster, String peerId) {
        Node gateway = owner(cluster, peerId);
        return gateway == null || unwanted(cluster, gateway);
    }

    /** True when that gateway may lead: up, and neither in maintenance nor on its way out. */
    public static boolean mayLead(Cluster cluster, Node gateway) {
        return gateway.state() == NodeState.UP && !unwanted(cluster, gateway);
    }

    /** Another member that may lead instead of that one, the first by name; empty when there is none. */
    public static Optional<Node> successor(Cluster cluster, @Nullable NodeId leader) {
        return cluster.members().stream()
                .filter(member -> !member.id().equals(leader) && mayLead(cluster, member))
                .findFirst();
    }

    /**
     * Gateways that could take a seat now, by name: up, wanted, and with a peer that does not vote yet and sits on an address of its
     * own, since Ratis would take a second peer at one address, and that process would vote twice.
     *
     * @param peerIds voters
     */
    public static List<Node> spares(Cluster cluster, Collection<String> peerIds) {
        return cluster.all(Role.GATEWAY).stream()
                .filter(gateway -> mayLead(cluster, gateway)
                        && gateway.seat() != null
                        && !peerIds.contains(gateway.seat().peerId())
                        && addressIsFree(cluster, gateway.seat(), peerIds))
                .toList();
    }

    private static boolean addressIsFree(Cluster cluster, Seat seat, Collection<String> peerIds) {
        return cluster.all(Role.GATEWAY).stream()
                .noneMatch(node -> node.seat() != null
                        && peerIds.contains(node.seat().peerId())
                        && node.seat().raftAddress().equals(seat.raftAddress()));
    }
}
