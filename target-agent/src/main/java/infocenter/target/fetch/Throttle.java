package infocenter.target.fetch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Bytes per second, shared by all that take from it. Takers queue: each is told how long to wait for what it took. Any thread. */
public final class Throttle {
    /** So much may be taken at once after a rest. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long paidUntil;

    /**
     * @param bytesPerSecond 0 for no limit
     * @param nanos monotonic clock
     */
    public Throttle(long bytesPerSecond, LongSupplier nanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.paidUntil = nanos.getAsLong();
    }

    /** Takes so many bytes; the milliseconds to wait before going on. */
    public synchronized long take(int bytes) {
        if (bytesPerSecond == 0) {
            return 0;
        }
        long now = nanos.getAsLong();
        if (paidUntil - (now - BURST_NANOS) < 0) {
            paidUntil = now - BURST_NANOS;
        }
        paidUntil += (long) (bytes * 1e9 / bytesPerSecond);
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(paidUntil - now));
    }
}
