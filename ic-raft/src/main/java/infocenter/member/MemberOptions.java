package infocenter.member;

import infocenter.core.cluster.NodeId;
import infocenter.node.BuildLevel;
import infocenter.settings.RaftSettings;
import java.nio.file.Path;

/**
 * What a member must know of its gateway.
 *
 * @param gateway its name, the first part of every peer id
 * @param nodeUrl its node door as others reach it, for example {@code http://127.0.0.1:9001}
 * @param dataDir folder of the gateway; the member keeps {@code peer.properties}, {@code feature-level} and {@code raft/} in it
 * @param raft addresses, time-outs, sizes
 * @param understands highest feature level that this process reads and writes
 */
public record MemberOptions(NodeId gateway, String nodeUrl, Path dataDir, RaftSettings raft, int understands) {
    /** As the build is. */
    public MemberOptions(NodeId gateway, String nodeUrl, Path dataDir, RaftSettings raft) {
        this(gateway, nodeUrl, dataDir, raft, BuildLevel.UNDERSTANDS);
    }
}
