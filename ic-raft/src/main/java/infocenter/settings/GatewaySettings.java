package infocenter.settings;

import infocenter.core.cluster.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A gateway process.
 *
 * @param id name in the cluster
 * @param zone failure domain
 * @param dataDir identity, log and snapshots
 * @param rest public door
 * @param node door for other nodes
 * @param raft Ratis peer
 * @param ic the group
 * @param target how targets are treated
 * @param rebalance how objects move
 * @param join node doors of gateways to ask; may hold this one
 * @param cluster how it stands to its cluster
 * @param startBy time for all targets to acknowledge a start
 * @param requestTimeout longest time that a request waits for the group
 * @param drain longest time for a graceful stop
 * @param bodyBytesMax largest body of a start
 */
public record GatewaySettings(
        @Setting(
                help = "name in the cluster: 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit",
                example = "g1")
        NodeId id,

        @Setting(help = "failure domain; the IC prefers members of different zones", value = "\"\"")
        String zone,

        @Setting(help = "folder of identity, log and snapshots; made when missing", example = "data")
        Path dataDir,

        @Setting(help = "public REST door", example = "{port: 8080}")
        Listen rest,

        @Setting(help = "door for other nodes", example = "{port: 8081}")
        Listen node,

        @Setting(help = "Raft peer", example = "{ports: [8082, 8083]}")
        RaftSettings raft,

        @Setting(help = "Information Center", value = "{}") IcSettings ic,

        @Setting(help = "targets that are down", value = "{}")
        TargetCareSettings target,

        @Setting(help = "objects that move", value = "{}") RebalanceCareSettings rebalance,

        @Setting(
                help = "node doors of gateways to ask for admission; may hold this one's own",
                value = "[]",
                example = "[\"http://127.0.0.1:8081\"]")
        List<String> join,

        @Setting(help = "how this node stands to its cluster", value = "{}")
        ClusterSettings cluster,

        @Setting(help = "time for all targets to acknowledge a start; then the system aborts it", value = "5s")
        Duration startBy,

        @Setting(help = "longest time a request waits for the group; then it is answered 503", value = "10s")
        Duration requestTimeout,

        @Setting(help = "longest time for a graceful stop; then requests are cut off", value = "8s")
        Duration drain,

        @Setting(help = "largest body of a start in bytes; more is answered 413", value = "8388608")
        int bodyBytesMax) {
    /** A start is never larger: what it becomes must fit into log and blobs. */
    static final int BODY_BYTES_MOST = 8 * 1024 * 1024;

    public GatewaySettings {
        Bounds.zone(zone);
        Bounds.path("dataDir", dataDir);
        Bounds.doors("join", join);
        Bounds.positive("startBy", startBy);
        Bounds.positive("requestTimeout", requestTimeout);
        Bounds.positive("drain", drain);
        Bounds.between("bodyBytesMax", bodyBytesMax, 1_024, BODY_BYTES_MOST);
        if (rest.port() == node.port()
                || raft.ports().contains(rest.port())
                || raft.ports().contains(node.port())) {
            throw new IllegalArgumentException("node.port, rest.port and raft.ports must be four different ports");
        }
    }

    /** In a cluster without a secret, as the build is. */
    public GatewaySettings(
            NodeId id,
            String zone,
            Path dataDir,
            Listen rest,
            Listen node,
            RaftSettings raft,
            IcSettings ic,
            TargetCareSettings target,
            RebalanceCareSettings rebalance,
            List<String> join,
            Duration startBy,
            Duration requestTimeout,
            Duration drain,
            int bodyBytesMax) {
        this(
                id,
                zone,
                dataDir,
                rest,
                node,
                raft,
                ic,
                target,
                rebalance,
                join,
                ClusterSettings.STANDARD,
                startBy,
                requestTimeout,
                drain,
                bodyBytesMax);
    }
}
