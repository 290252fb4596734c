package infocenter.gateway;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seat;
import infocenter.gateway.door.GroupInfo;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.map.MapFollower;
import infocenter.member.Keeper;
import infocenter.member.KeeperStatus;
import infocenter.member.MemberStatus;
import infocenter.member.RaftMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the names of gateways to the peers of the Raft group. Any thread. */
final class GroupView implements Supplier<GroupInfo> {
    /** A follower that takes nothing in for so long is worth a word; it is replaced much later. */
    private static final long STUCK_SHOWN_MILLIS = 5_000;

    private final RaftMember member;
    private final Keeper keeper;
    private final MapFollower maps;
    private final GatewayDoors doors;

    GroupView(RaftMember member, Keeper keeper, MapFollower maps, GatewayDoors doors) {
        this.member = member;
        this.keeper = keeper;
        this.maps = maps;
        this.doors = doors;
    }

    @Override
    public GroupInfo get() {
        MemberStatus status = member.status();
        KeeperStatus kept = keeper.status();
        Map<String, Node> byPeer = new HashMap<>();
        for (Node node : maps.view().map().cluster().nodes().values()) {
            Seat seat = node.seat();
            if (seat != null) {
                byPeer.put(seat.peerId(), node);
            }
        }
        // Who is no voter has no peers in its own log; what the table recorded is the next best.
        List<String> voters = status.peers().isEmpty()
                ? maps.view().map().cluster().configuration().peerIds()
                : status.peers();
        List<GroupInfo.Peer> peers = new ArrayList<>();
        for (String peerId : voters) {
            Node node = byPeer.get(peerId);
            Seat seat = node == null ? null : node.seat();
            boolean leads = peerId.equals(status.leaderPeerId());
            peers.add(new GroupInfo.Peer(
                    node == null ? null : node.id(),
                    peerId,
                    seat == null ? "" : seat.raftAddress(),
                    leads,
                    leads && status.leaderReady() ? 0 : status.lastHeardMillis().getOrDefault(peerId, -1L),
                    matchIndex(status, peerId),
                    state(kept, peerId)));
        }
        return new GroupInfo(
                leader(byPeer, status.leaderPeerId()),
                status.term(),
                List.copyOf(peers),
                kept.plan(),
                kept.waitingSeats());
    }

    private static String state(KeeperStatus kept, String peerId) {
        return kept.members().stream()
                .filter(one -> one.peerId().equals(peerId))
                .findFirst()
                .map(one -> one.suspected() ? "suspected" : one.stuckMillis() >= STUCK_SHOWN_MILLIS ? "stuck" : "")
                .orElse("");
    }

    private static long matchIndex(MemberStatus status, String peerId) {
        if (status.leaderReady() && peerId.equals(status.peerId())) {
            return status.committed();
        }
        Long lag = status.lag().get(peerId);
        return lag == null ? -1 : Math.max(0, status.committed() - lag);
    }

    private @Nullable NodeId leader(Map<String, Node> byPeer, String leaderPeerId) {
        Node node = byPeer.get(leaderPeerId);
        if (node != null) {
            return node.id();
        }
        return byPeer.values().stream()
                .filter(gateway -> gateway.addresses().nodeUrl().equals(doors.leader()))
                .map(Node::id)
                .findFirst()
                .orElse(null);
    }
}
