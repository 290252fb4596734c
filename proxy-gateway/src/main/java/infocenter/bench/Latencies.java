package infocenter.bench;

import java.util.Arrays;

/** Every latency of one measurement, exact. One thread at a time. */
public final class Latencies {
    /** Samples kept; later ones are counted, not kept. */
    private static final int KEPT_MAX = 8_000_000;

    private long[] nanos = new long[1_024];
    private int kept;
    private long count;
    private boolean sorted;

    /** One more. */
    public void add(long sample) {
        count++;
        if (kept == KEPT_MAX) {
            return;
        }
        if (kept == nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.min(KEPT_MAX, 2 * kept));
        }
        nanos[kept++] = sample;
        sorted = false;
    }

    /** All of another. */
    public void addAll(Latencies other) {
        for (int i = 0; i < other.kept; i++) {
            add(other.nanos[i]);
        }
        count += other.count - other.kept;
    }

    public long count() {
        return count;
    }

    /**
     * The smallest sample that at least that share of all does not exceed, in milliseconds; NaN when there is none.
     *
     * @param share above 0, at most 1
     */
    public double millis(double share) {
        if (kept == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, kept);
            sorted = true;
        }
        int at = (int) Math.ceil(share * kept) - 1;
        return nanos[Math.max(0, Math.min(kept - 1, at))] / 1e6;
    }
}
