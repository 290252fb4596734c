package infocenter.target.job;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Keeps bytes below a rate by waiting before each piece. One thread at a time. */
final class Pace {
    /** Between two checkpoints. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final Runnable checkpoint;
    private long freeAtNanos;

    /**
     * @param bytesPerSecond 0 for no bound
     * @param nanos monotonic clock
     * @param checkpoint called while waiting
     */
    Pace(long bytesPerSecond, LongSupplier nanos, Runnable checkpoint) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.checkpoint = checkpoint;
        this.freeAtNanos = nanos.getAsLong();
    }

    /** Waits until so many bytes may go. */
    void await(int bytes) {
        if (bytesPerSecond == 0) {
            return;
        }
        for (long left = freeAtNanos - nanos.getAsLong(); left > 0; left = freeAtNanos - nanos.getAsLong()) {
            checkpoint.run();
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, SLICE_NANOS));
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
        }
        long begin = Math.max(freeAtNanos, nanos.getAsLong());
        freeAtNanos = begin + (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
    }
}
