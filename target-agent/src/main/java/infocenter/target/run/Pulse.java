package infocenter.target.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that this process was paused: a beat that comes late, by the monotonic clock or by the wall clock, which goes on while a
 * whole machine sleeps. Everybody may ask; {@link #beat()} belongs to one timer thread.
 */
public final class Pulse {
    /** A beat is due so often. */
    public static final Duration EVERY = Duration.ofMillis(250);
    /** A longer silence is a pause; below the leader's margin of 5 s, so a pause unnoticed cannot outlive it. */
    public static final Duration PAUSE = Duration.ofSeconds(3);

    private final LongSupplier nanos;
    private final LongSupplier wallMillis;
    private volatile Beat last;

    private record Beat(long nanos, long wallMillis) {}

    public Pulse(LongSupplier nanos, LongSupplier wallMillis) {
        this.nanos = nanos;
        this.wallMillis = wallMillis;
        this.last = now();
    }

    /** True while the last beat is too long ago. */
    public boolean paused() {
        Beat beat = last;
        return nanos.getAsLong() - beat.nanos > PAUSE.toNanos()
                || wallMillis.getAsLong() - beat.wallMillis > PAUSE.toMillis();
    }

    /** The timer is alive. */
    public void beat() {
        last = now();
    }

    private Beat now() {
        return new Beat(nanos.getAsLong(), wallMillis.getAsLong());
    }
}
