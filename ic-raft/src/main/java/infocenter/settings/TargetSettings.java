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
 * @param cluster how it stands to its cluster
 * @param workers threads that jobs share
 * @param runsMax runs at the same time; more starts are refused
 * @param download what downloads may do
 * @param drain longest time for a graceful stop
 * @param lru when and how far room is made
 * @param promote folders whose files may become objects
 * @param transform what transformers may use
 * @param rebalanceBandwidth bytes a second that a rebalance may send from here
 * @param footprints at most one folder, in which each run leaves a file when it first may have an effect; for {@code scripts/chaos}
 */
public record TargetSettings(
        @Setting(
                help = "name in the cluster: 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit",
                example = "t1")
        NodeId id,

        @Setting(help = "failure domain", value = "\"\"") String zone,

        @Setting(help = "folder of identity and fences; made when missing", example = "data")
        Path dataDir,

        @Setting(help = "public door for objects", example = "{port: 8090}")
        Listen rest,

        @Setting(help = "door for gateways and other targets", example = "{port: 8091}")
        Listen node,

        @Setting(help = "one or more mount paths", example = "[{path: mount}]")
        List<MountSettings> mounts,

        @Setting(
                help = "node doors of gateways to ask for admission, one or more",
                example = "[\"http://127.0.0.1:8081\"]")
        List<String> join,

        @Setting(help = "how this node stands to its cluster", value = "{}")
        ClusterSettings cluster,

        @Setting(help = "threads that jobs share", value = "4")
        int workers,

        @Setting(help = "runs at the same time; more starts are refused", value = "10000")
        int runsMax,

        @Setting(help = "what downloads may do", value = "{}")
        DownloadSettings download,

        @Setting(help = "longest time for a graceful stop; then runs are cut off", value = "8s")
        Duration drain,

        @Setting(help = "when and how far lru makes room on each mount path", value = "{}")
        LruSettings lru,

        @Setting(
                help = "folders whose files may become objects by promote; links are not followed out of them",
                value = "[]")
        List<Path> promote,

        @Setting(help = "what transformers may use, and how much of it", value = "{}")
        TransformSettings transform,

        @Setting(
                help = "bytes a second that a rebalance may send from this target, for example 50MiB; 0 for no bound",
                value = "0")
        ByteSize rebalanceBandwidth,

        @Setting(
                help =
                        "for scripts/chaos only: a folder in which each run leaves a file when it first may have an effect",
                value = "[]")
        List<Path> footprints) {
    public TargetSettings {
        Bounds.zone(zone);
        Bounds.path("dataDir", dataDir);
        if (mounts.isEmpty()) {
            throw new IllegalArgumentException("mounts must name at least one mount path");
        }
        if (mounts.stream().map(MountSettings::path).distinct().count() < mounts.size()) {
            throw new IllegalArgumentException("mounts must name different mount paths");
        }
        if (join.isEmpty()) {
            throw new IllegalArgumentException("join must name at least one gateway");
        }
        Bounds.doors("join", join);
        Bounds.between("workers", workers, 1, 256);
        Bounds.between("runsMax", runsMax, 1, 1_000_000);
        Bounds.positive("drain", drain);
        for (Path folder : promote) {
            boolean own = mounts.stream().map(MountSettings::path).anyMatch(mount -> overlap(folder, mount));
            if (own || overlap(folder, dataDir)) {
                throw new IllegalArgumentException(
                        "promote must name folders apart from mounts and dataDir: " + folder);
            }
        }
        if (footprints.size() > 1) {
            throw new IllegalArgumentException("footprints must name one folder at most");
        }
        if (rest.port() == node.port()) {
            throw new IllegalArgumentException("node.port and rest.port must be two different ports");
        }
    }

    /** In a cluster without a secret, as the build is, and without footprints. */
    public TargetSettings(
            NodeId id,
            String zone,
            Path dataDir,
            Listen rest,
            Listen node,
            List<MountSettings> mounts,
            List<String> join,
            int workers,
            int runsMax,
            DownloadSettings download,
            Duration drain,
            LruSettings lru,
            List<Path> promote,
            TransformSettings transform,
            ByteSize rebalanceBandwidth) {
        this(
                id,
                zone,
                dataDir,
                rest,
                node,
                mounts,
                join,
                ClusterSettings.STANDARD,
                workers,
                runsMax,
                download,
                drain,
                lru,
                promote,
                transform,
                rebalanceBandwidth,
                List.of());
    }

    private static boolean overlap(Path one, Path other) {
        Path left = one.toAbsolutePath().normalize();
        Path right = other.toAbsolutePath().normalize();
        return left.startsWith(right) || right.startsWith(left);
    }
}
