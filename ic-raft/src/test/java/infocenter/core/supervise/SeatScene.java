package infocenter.core.supervise;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** A map of gateways and what a leader sees of them. A gateway {@code a} has the peer {@code a-1} unless it is said otherwise. */
final class SeatScene {
    static final SeatBounds BOUNDS = SeatBounds.of(Duration.ofSeconds(30));

    Cluster cluster = Cluster.EMPTY.with(Council.NONE.sized(3), 1);
    List<String> group = List.of();
    String leader = "a-1";
    long term = 1;
    long leadingMillis = 60_000;
    List<String> avoided = List.of();
    final TreeMap<String, Seating.Seen> seen = new TreeMap<>();

    SeatScene gateway(String name, String zone, NodeState state, String peerId, String raftAddress) {
        NodeId id = new NodeId(name);
        Node node = new Node(
                id,
                Role.GATEWAY,
                new Addresses("http://" + name, "http://node-" + name),
                zone,
                1,
                state,
                new Seat(peerId, raftAddress),
                1,
                0,
                1,
                1,
                0,
                state != NodeState.DOWN && state != NodeState.EVICTED);
        cluster = cluster.with(node, cluster.sequence() + 1);
        return this;
    }

    SeatScene gateway(String name, NodeState state) {
        return gateway(name, "", state, name + "-1", name + ":1");
    }

    SeatScene zones(String... namesAndZones) {
        for (int i = 0; i < namesAndZones.length; i += 2) {
            String name = namesAndZones[i];
            gateway(name, namesAndZones[i + 1], NodeState.UP, name + "-1", name + ":1");
        }
        return this;
    }

    SeatScene up(String... names) {
        for (String name : names) {
            gateway(name, NodeState.UP);
        }
        return this;
    }

    /** Voters, all of them heard of just now. */
    SeatScene group(String... peerIds) {
        group = List.of(peerIds);
        seen.clear();
        group.forEach(peerId -> seen.put(peerId, new Seating.Seen(10, 0, 0)));
        return this;
    }

    SeatScene silent(String peerId, long seconds) {
        seen.put(peerId, new Seating.Seen(seconds * 1_000, 0, 5));
        return this;
    }

    SeatScene stuck(String peerId, long seconds) {
        seen.put(peerId, new Seating.Seen(10, seconds * 1_000, 5));
        return this;
    }

    SeatScene council(Council next) {
        cluster = cluster.with(next, cluster.sequence() + 1);
        return this;
    }

    SeatScene size(int size) {
        return council(cluster.council().sized(size));
    }

    SeatScene bar(String name) {
        return council(cluster.council().bar(new NodeId(name)));
    }

    Plan next() {
        TreeMap<String, Seating.Seen> others = new TreeMap<>(seen);
        others.remove(leader);
        return Membership.next(
                information(cluster), new Seating(leader, term, leadingMillis, group, others, avoided), BOUNDS);
    }

    private static Information information(Cluster cluster) {
        Information e = Information.EMPTY;
        return new Information(
                e.clocks(),
                1,
                e.identity(),
                cluster,
                e.buckets(),
                e.xactions(),
                e.keys(),
                e.keysByExpiry(),
                e.sessions(),
                e.events());
    }
}
