package infocenter.settings;

import java.time.Duration;
import java.util.List;

/**
 * A gateway's Ratis peer.
 *
 * @param host address to bind
 * @param ports two: successive peer ids of one gateway use them in turn
 * @param electionTimeoutMin a follower that hears nothing for so long may ask for votes
 * @param electionTimeoutMax random upper end
 * @param snapshotThreshold entries applied between snapshots
 * @param purgePreservation entries kept below a snapshot, so that the older one stays usable; above the threshold
 * @param bench whether the node door makes and drives a second, bare group for {@code scripts/bench}, and tells the table's digest to
 *     {@code scripts/chaos}
 */
public record RaftSettings(
        @Setting(help = "address to bind, that other members call too", value = "127.0.0.1")
        String host,

        @Setting(help = "two TCP ports; successive peers of this gateway use them in turn")
        List<Integer> ports,

        @Setting(help = "shortest election time-out", value = "500ms")
        Duration electionTimeoutMin,

        @Setting(help = "longest election time-out", value = "1s")
        Duration electionTimeoutMax,

        @Setting(help = "log entries between two snapshots", value = "20000")
        int snapshotThreshold,

        @Setting(help = "log entries kept below a snapshot; more than the threshold", value = "25000")
        int purgePreservation,

        @Setting(
                help =
                        "for scripts/bench and scripts/chaos only: the node door can make a second, bare Raft group, and tells digests",
                value = "false")
        boolean bench) {
    public RaftSettings {
        if (host.isBlank() || Bounds.everywhere(host)) {
            throw new IllegalArgumentException("host must be an address that other members can call: " + host);
        }
        if (ports.size() != 2 || ports.get(0).equals(ports.get(1))) {
            throw new IllegalArgumentException("ports must be two different ports");
        }
        Bounds.port("ports[0]", ports.get(0));
        Bounds.port("ports[1]", ports.get(1));
        Bounds.positive("electionTimeoutMin", electionTimeoutMin);
        if (electionTimeoutMin.compareTo(electionTimeoutMax) >= 0) {
            throw new IllegalArgumentException("electionTimeoutMin must be below electionTimeoutMax");
        }
        Bounds.between("snapshotThreshold", snapshotThreshold, 1, Integer.MAX_VALUE);
        if (purgePreservation <= snapshotThreshold) {
            throw new IllegalArgumentException("purgePreservation must be above snapshotThreshold");
        }
    }

    /** Without the benchmark's door. */
    public RaftSettings(
            String host,
            List<Integer> ports,
            Duration electionTimeoutMin,
            Duration electionTimeoutMax,
            int snapshotThreshold,
            int purgePreservation) {
        this(host, ports, electionTimeoutMin, electionTimeoutMax, snapshotThreshold, purgePreservation, false);
    }
}
