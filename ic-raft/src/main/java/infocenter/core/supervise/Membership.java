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
     * One change of the group; nothing in it when the group should stay as it is.
     *
     * @param leaving peer ids to take out
     * @param joining peers to bring in
     */
    public record Change(List<String> leaving, List<Voter> joining) {}

    /**
     * The next change. First a peer that belongs to no gateway any more, because its gateway came back with another disk or was
     * forgotten, is exchanged for one that can vote, of the same name if there is one; then the group grows to the wanted size.
     *
     * @param groupPeerIds voters now
     * @param self peer id of the leader, which never takes itself out
     * @param wanted size: 1, 3 or 5
     */
    public static Change next(Information information, List<String> groupPeerIds, String self, int wanted) {
        for (String orphan : groupPeerIds) {
            if (orphan.equals(self) || owned(information, orphan)) {
                continue;
            }
            List<Voter> successors = candidates(information, groupPeerIds).stream()
                    .sorted(Comparator.<Node, Boolean>comparing(node -> !orphan.startsWith(node.id() + "-"))
                            .thenComparing(Node::id))
                    .map(Membership::voter)
                    .toList();
            if (!successors.isEmpty()) {
                return new Change(List.of(orphan), successors.subList(0, 1));
            }
        }
        return new Change(List.of(), joiners(information, groupPeerIds, wanted));
    }

    private static boolean owned(Information information, String peerId) {
        return information.cluster().all(Role.GATEWAY).stream()
                .anyMatch(node -> node.seat() != null && node.seat().peerId().equals(peerId));
    }

    private static List<Node> candidates(Information information, List<String> groupPeerIds) {
        return information.cluster().all(Role.GATEWAY).stream()
                .filter(node -> node.up()
                        && node.seat() != null
                        && !groupPeerIds.contains(node.seat().peerId())
                        && addressIsFree(information, node.seat(), groupPeerIds))
                .toList();
    }

    private static Voter voter(Node gateway) {
        return new Voter(seatOf(gateway), gateway.addresses().nodeUrl());
    }

    /**
     * Peers to add in one change, so that the group rests only at odd sizes, never above the wanted one; empty when it should stay
     * as it is. Gateways that are up only, those of zones that the group does not have first, then by name.
     *
     * @param groupPeerIds voters now
     * @param wanted size: 1, 3 or 5
     */
    static List<Voter> joiners(Information information, List<String> groupPeerIds, int wanted) {
        SortedSet<String> zones = new TreeSet<>();
        for (Node gateway : information.cluster().all(Role.GATEWAY)) {
            if (gateway.seat() != null && groupPeerIds.contains(gateway.seat().peerId())) {
                zones.add(gateway.zone());
            }
        }
        List<Node> candidates = new ArrayList<>(candidates(information, groupPeerIds));
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
            joiners.add(voter(next));
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
