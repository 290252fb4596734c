package infocenter.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which faults are possible here, and what is missing for the others. */
final class Tools {
    private final Path cluster;

    /**
     * For one cluster.
     *
     * @param cluster folder of the cluster
     */
    Tools(Path cluster) {
        this.cluster = cluster;
    }

    /** Why not, or empty when it is possible. */
    Optional<String> missing(FaultKind kind) throws IOException {
        return switch (kind) {
            case KILL, PAUSE, TARGET_KILL, WIPE, ROLLING_RESTART -> Optional.empty();
            case PARTITION, LOSS -> network("nft");
            case DELAY -> network("nft", "iptables", "python3");
            case DISK_FULL ->
                Files.exists(cluster.resolve(DiskFull.NODE_FILE))
                        ? Optional.empty()
                        : Optional.of("no node has a small disk of its own: root and the right to mount are missing");
            case FSYNC_ERROR -> tool("strace");
            case CLOCK_JUMP -> clock();
            case POWER_CUT -> Optional.of("disks of their own by nbdkit, which this does not set up yet");
        };
    }

    private Optional<String> network(String... tools) throws IOException {
        boolean own = Files.readAllLines(cluster.resolve("cluster.env")).stream()
                .anyMatch(line -> line.startsWith("netns=") && line.length() > "netns=".length());
        if (!own) {
            return Optional.of("network namespaces: root, ip and nft, and not --no-netns");
        }
        return Arrays.stream(tools).flatMap(tool -> tool(tool).stream()).findFirst();
    }

    private static Optional<String> clock() {
        return ClockJump.library().isPresent() ? Optional.empty() : Optional.of("faketime");
    }

    private static Optional<String> tool(String name) {
        String path = System.getenv("PATH");
        List<String> folders = path == null ? List.of() : Arrays.asList(path.split(":"));
        boolean there = folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        return there ? Optional.empty() : Optional.of(name);
    }
}
