package infocenter.member;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a leader stamps its entries with. The cluster's own time goes on from the value that this leader found after its first own
 * entry, by its monotonic clock: so it counts only time with a leader, and a wall clock that jumps moves no deadline.
 */
final class LeaderClock {
    private record Base(long elapsedMillis, long atNanos) {}

    private final LongSupplier nanos;
    private final LongSupplier wallMillis;
    private volatile @Nullable Base base;

    LeaderClock(LongSupplier nanos, LongSupplier wallMillis) {
        this.nanos = nanos;
        this.wallMillis = wallMillis;
    }

    /** A leadership begins with that much elapsed. */
    void begin(long elapsedMillis) {
        base = new Base(elapsedMillis, nanos.getAsLong());
    }

    /** The leadership is over: nothing may be stamped until the next one begins. */
    void end() {
        base = null;
    }

    /** True between {@link #begin} and {@link #end}. */
    boolean runs() {
        return base != null;
    }

    /** The cluster's time in milliseconds. */
    long elapsedMillis() {
        Base from = base;
        if (from == null) {
            throw new IllegalStateException("this member does not lead");
        }
        return from.elapsedMillis() + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - from.atNanos());
    }

    /** Wall time since 1970, for display. */
    long shownMillis() {
        return wallMillis.getAsLong();
    }
}
