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
 * @param join node doors of gateways to ask; may hold this one
 * @param startBy time for all targets to acknowledge a start
 * @param requestTimeout longest time that a request waits for the group
 * @param drain longest time for a graceful stop
 * @param bodyBytesMax largest body of a start
 */
public record GatewaySettings(
        @Setting(help = "name in the cluster") NodeId id,

        @Setting(help = "failure domain; the IC prefers members of different zones", value = "\"\"")
        String zone,

        @Setting(help = "folder of identity, log and snapshots; made when missing")
        Path dataDir,

        @Setting(help = "public REST door") Listen rest,
        @Setting(help = "door for other nodes") Listen node,
        @Setting(help = "Raft peer") RaftSettings raft,
        @Setting(help = "Information Center", value = "{}") IcSettings ic,

        @Setting(
                help = "node doors of gateways to ask for admission, for example [http://127.0.0.1:9001]",
                value = "[]")
        List<String> join,

        @Setting(help = "time for all targets to acknowledge a start", value = "5s")
        Duration startBy,

        @Setting(help = "longest time a request waits for the group", value = "10s")
        Duration requestTimeout,

        @Setting(help = "longest time for a graceful stop", value = "8s")
        Duration drain,

        @Setting(help = "largest body of a start in bytes; more is answered 413", value = "8388608")
        int bodyBytesMax) {}
