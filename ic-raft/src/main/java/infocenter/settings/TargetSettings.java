package infocenter.settings;

import infocenter.core.cluster.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A target process.
 *
 * @param id name in the cluster
 * @param zone failure domain
 * @param dataDir identity and fences
 * @param rest public door for objects
 * @param node door for gateways and other targets
 * @param mounts where objects live
 * @param join node doors of gateways to ask
 * @param workers threads that jobs share
 * @param runsMax runs at the same time; more starts are refused
 * @param drain longest time for a graceful stop
 */
public record TargetSettings(
        @Setting(help = "name in the cluster") NodeId id,
        @Setting(help = "failure domain", value = "\"\"") String zone,

        @Setting(help = "folder of identity and fences; made when missing")
        Path dataDir,

        @Setting(help = "public door for objects") Listen rest,

        @Setting(help = "door for gateways and other targets")
        Listen node,

        @Setting(help = "one or more mount paths") List<MountSettings> mounts,

        @Setting(help = "node doors of gateways to ask for admission")
        List<String> join,

        @Setting(help = "threads that jobs share", value = "4")
        int workers,

        @Setting(help = "runs at the same time; more starts are refused", value = "10000")
        int runsMax,

        @Setting(help = "longest time for a graceful stop", value = "8s")
        Duration drain) {
    public TargetSettings {
        if (mounts.isEmpty()) {
            throw new IllegalArgumentException("mounts must name at least one mount path");
        }
    }
}
