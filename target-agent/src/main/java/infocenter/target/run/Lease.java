package infocenter.target.run;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leave to have effects (design section 4, point 3). Answer k of this target renews it only when a later request of the same term
 * acknowledges exactly (this incarnation, k), and then it counts from the sending of k, on the monotonic clock. So neither lost
 * answers nor a leader that slept can stretch it. A pause of this process ends it.
 *
 * <p>{@link #arrive}, {@link #acknowledged} and {@link #sending} belong to the orders thread; {@link #held} is for everybody.
 */
public final class Lease {
    /** Counted from the sending of the answer that was acknowledged. */
    public static final Duration LENGTH = Duration.ofSeconds(10);

    private final long incarnation;
    private final LongSupplier nanos;
    private final Pulse pulse;
    private @Nullable Sent last;
    private volatile @Nullable Long untilNanos;

    /** What a request is. */
    public enum Arrival {
        /** To be obeyed. */
        NEW,
        /** The last one again: answered again, with its first sending time. */
        REPEATED,
        /** A later one of its term was here already. */
        OVERTAKEN
    }

    private record Sent(long epoch, long term, long number, long atNanos, boolean counts) {
        boolean sameTerm(long otherEpoch, long otherTerm) {
            return epoch == otherEpoch && term == otherTerm;
        }
    }

    public Lease(long incarnation, LongSupplier nanos, Pulse pulse) {
        this.incarnation = incarnation;
        this.nanos = nanos;
        this.pulse = pulse;
    }

    /** True while effects are allowed. */
    public boolean held() {
        Long until = untilNanos;
        return until != null && nanos.getAsLong() - until < 0 && !pulse.paused();
    }

    /** Time left, zero when out of it. */
    public Duration left() {
        Long until = untilNanos;
        return until == null || !held() ? Duration.ZERO : Duration.ofNanos(until - nanos.getAsLong());
    }

    /** A request of a term that the fence admits is here. */
    public synchronized Arrival arrive(long epoch, long term, long number) {
        if (pulse.paused()) {
            end();
        }
        Sent answer = last;
        if (answer == null || !answer.sameTerm(epoch, term) || number > answer.number()) {
            return Arrival.NEW;
        }
        return number == answer.number() ? Arrival.REPEATED : Arrival.OVERTAKEN;
    }

    /**
     * A new request acknowledges that answer: renews if it is the last one. To be called when the orders of the request are obeyed, so
     * that what it stops has no effect in the lease that it gives.
     */
    public synchronized void acknowledged(long epoch, long term, long ackIncarnation, long ackNumber) {
        Sent answer = last;
        if (answer != null
                && answer.sameTerm(epoch, term)
                && answer.counts()
                && ackNumber == answer.number()
                && ackNumber != 0
                && ackIncarnation == incarnation) {
            renew(answer.atNanos() + LENGTH.toNanos());
        }
    }

    /** The answer to a new request is about to be sent. */
    public synchronized void sending(long epoch, long term, long number) {
        last = new Sent(epoch, term, number, nanos.getAsLong(), true);
    }

    /** A pause was noticed: what was measured before it counts no more. The last number stays known, or it could be answered anew. */
    public synchronized void end() {
        untilNanos = null;
        Sent answer = last;
        if (answer != null) {
            last = new Sent(answer.epoch(), answer.term(), answer.number(), answer.atNanos(), false);
        }
    }

    private void renew(long until) {
        Long present = untilNanos;
        if (present == null || until - present > 0) {
            untilNanos = until;
        }
    }
}
