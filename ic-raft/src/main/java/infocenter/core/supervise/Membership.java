package infocenter.core.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.table.Information;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who should vote next. Decides from the value and the present group alone; the keeper makes the change. */
public final class Membership {
    private Membership() {}

    /**
     * A gateway's peer that can vote.
     *
     * @param seat its peer
     * @param nodeUrl its node door
     */
    public record Voter(Seat seat, String nodeUrl) {}

    /**
     * Peers to add in one change, so that the group rests only at odd sizes, never above the wanted one; empty when it should stay
     * as it is. Gateways that are up only, those of zones that the group does not have first, then by name.
     *
     * @param groupPeerIds voters now
     * @param wanted size: 1, 3 or 5
     */
    public static List<Voter> joiners(Information information, List<String> groupPeerIds, int wanted) {
        SortedSet<String> zones = new TreeSet<>();
        List<Node> candidates = new ArrayList<>();
        for (Node gateway : information.cluster().all(Role.GATEWAY)) {
            if (gateway.seat() == null) {
                continue;
            }
            if (groupPeerIds.contains(gateway.seat().peerId())) {
                zones.add(gateway.zone());
            } else if (gateway.up() && addressIsFree(information, gateway.seat(), groupPeerIds)) {
                candidates.add(gateway);
            }
        }
        int reachable = Math.min(wanted, groupPeerIds.size() + candidates.size());
        int target = reachable % 2 == 1 ? reachable : reachable - 1;
        List<Voter> joiners = new ArrayList<>();
        while (groupPeerIds.size() + joiners.size() < target) {
            Node next = candidates.stream()
                    .min(Comparator.<Node, Boolean>comparing(node -> zones.contains(node.zone()))
                            .thenComparing(Node::id))
                    .orElseThrow();
            candidates.remove(next);
            zones.add(next.zone());
            joiners.add(new Voter(seatOf(next), next.addresses().nodeUrl()));
        }
        return joiners;
    }

    /** Ratis would take a second peer at one address, and that process would vote twice. */
    private static boolean addressIsFree(Information information, Seat seat, List<String> groupPeerIds) {
        return information.cluster().all(Role.GATEWAY).stream()
                .noneMatch(node -> node.seat() != null
                        && groupPeerIds.contains(node.seat().peerId())
                        && node.seat().raftAddress().equals(seat.raftAddress()));
    }

    private static Seat seatOf(Node gateway) {
        Seat seat = gateway.seat();
        if (seat == null) {
            throw new IllegalStateException("a candidate has a seat: " + gateway.id());
        }
        return seat;
    }
}
