package infocenter.target.run;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whose orders count: those of this target's cluster with the highest (epoch, term) ever seen. Durable before anything of a new term
 * is obeyed, so a leader that was deposed before a restart stays deposed after it. Owned by the orders thread.
 */
public final class Fence {
    private static final String FILE = "fence";

    private final DurableFile file;
    private final Admission admission;
    private volatile String clusterId;
    private long epoch;
    private long term;

    private Fence(DurableFile file, Admission admission, String clusterId, long epoch, long term) {
        this.file = file;
        this.admission = admission;
        this.clusterId = clusterId;
        this.epoch = epoch;
        this.term = term;
    }

    /**
     * As it was left in that folder, or open with no cluster.
     *
     * @throws IOException naming the file, when it is unreadable or damaged
     */
    public static Fence open(Path dataDir) throws IOException {
        DurableFile file = new DurableFile(dataDir.resolve(FILE));
        String[] parts = file.read().orElse("- 0 0").split(" ", -1);
        try {
            if (parts.length == 3) {
                String cluster = parts[0].equals("-") ? "" : parts[0];
                return new Fence(
                        file, Admission.open(dataDir), cluster, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (NumberFormatException damaged) {
            // Told below.
        }
        throw new IOException(file.path() + " is damaged: expected 'cluster epoch term'");
    }

    /** By which command the cluster admitted it. */
    Admission admission() {
        return admission;
    }

    /** Empty until the target was admitted for the first time. Any thread may ask. */
    public String clusterId() {
        return clusterId;
    }

    public long epoch() {
        return epoch;
    }

    public long term() {
        return term;
    }

    /** True when orders of that cluster and (epoch, term) count. */
    public boolean admits(String ofCluster, long ofEpoch, long ofTerm) {
        return !clusterId.isEmpty() && clusterId.equals(ofCluster) && compare(ofEpoch, ofTerm) >= 0;
    }

    /** Raises it, durably, if that is higher; lower changes nothing. */
    public void raise(long toEpoch, long toTerm) throws IOException {
        if (compare(toEpoch, toTerm) > 0) {
            write(clusterId, toEpoch, toTerm);
        }
    }

    /**
     * The cluster has admitted this target, durably.
     *
     * @throws IllegalStateException if it belongs to another one
     */
    public void adopt(String cluster) throws IOException {
        if (!clusterId.isEmpty() && !clusterId.equals(cluster)) {
            throw new IllegalStateException("this target belongs to cluster " + clusterId + ", not to " + cluster);
        }
        if (clusterId.isEmpty()) {
            if (cluster.isBlank() || cluster.indexOf(' ') >= 0 || cluster.equals("-")) {
                throw new IllegalArgumentException("no cluster id: '" + cluster + "'");
            }
            write(cluster, epoch, term);
        }
    }

    private int compare(long otherEpoch, long otherTerm) {
        int byEpoch = Long.compare(otherEpoch, epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(otherTerm, term);
    }

    private void write(String cluster, long nextEpoch, long nextTerm) throws IOException {
        file.write((cluster.isEmpty() ? "-" : cluster) + " " + nextEpoch + " " + nextTerm);
        clusterId = cluster;
        epoch = nextEpoch;
        term = nextTerm;
    }
}
