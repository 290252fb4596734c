package infocenter.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who uses the machine's processors: a figure taken while somebody else does says little. Linux; elsewhere NaN. */
final class Processors {
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of the first line of {@code /proc/stat} that are work: user, nice, system, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private final List<Path> own = new ArrayList<>();

    /**
     * For a cluster.
     *
     * @param cluster its folder, in which each node has a file {@code pid}
     */
    Processors(Path cluster) throws IOException {
        own.add(Path.of("/proc/self/stat"));
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(cluster, "[gt][0-9]*")) {
            for (Path node : nodes) {
                String pid = Files.readString(node.resolve("pid")).split(" ")[0].strip();
                own.add(Path.of("/proc", pid, "stat"));
            }
        }
    }

    /**
     * A moment.
     *
     * @param nanos when
     * @param busySeconds processor time that anybody has used
     * @param ownSeconds processor time that the cluster and this process have used
     */
    record Reading(long nanos, double busySeconds, double ownSeconds) {
        /** Share of all processors that others used between an earlier moment and this one, 0 to 1. */
        double others(Reading before) {
            double all = (nanos - before.nanos) / 1e9 * Runtime.getRuntime().availableProcessors();
            return Math.max(0, (busySeconds - before.busySeconds - (ownSeconds - before.ownSeconds)) / all);
        }
    }

    Reading read() {
        try {
            String[] all = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
            double busy = 0;
            for (int field : BUSY) {
                busy += Double.parseDouble(all[field]);
            }
            double mine = 0;
            for (Path stat : own) {
                String text = Files.readString(stat);
                String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                mine += Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            }
            return new Reading(System.nanoTime(), busy / TICKS_PER_SECOND, mine / TICKS_PER_SECOND);
        } catch (IOException | RuntimeException otherSystem) {
            return new Reading(System.nanoTime(), Double.NaN, Double.NaN);
        }
    }
}
