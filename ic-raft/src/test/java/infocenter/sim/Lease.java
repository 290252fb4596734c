package infocenter.sim;

import org.jspecify.annotations.Nullable;

/** A target's leave to have effects, by the contract of design section 4, point 3: answer k renews when k+1 acknowledges it. */
final class Lease {
    private static final long LENGTH_NANOS = 10_000 * Timeline.NANOS_A_MILLI;

    private final Timeline time;
    private final long incarnation;
    private @Nullable Sent last;
    private long untilNanos = Long.MIN_VALUE;

    enum Arrival {
        NEW,
        REPEATED,
        OVERTAKEN
    }

    private record Sent(long term, long number, long atNanos) {}

    Lease(Timeline time, long incarnation) {
        this.time = time;
        this.incarnation = incarnation;
    }

    boolean held() {
        return time.nanos() < untilNanos;
    }

    Arrival arrive(long term, long number) {
        Sent answer = last;
        if (answer == null || answer.term() != term || number > answer.number()) {
            return Arrival.NEW;
        }
        return number == answer.number() ? Arrival.REPEATED : Arrival.OVERTAKEN;
    }

    /** Counts from the sending of the answer that is acknowledged, however late that is. */
    void acknowledged(long term, long ackIncarnation, long ackNumber) {
        Sent answer = last;
        if (answer != null
                && answer.term() == term
                && ackNumber == answer.number()
                && ackNumber > 0
                && ackIncarnation == incarnation) {
            untilNanos = Math.max(untilNanos, answer.atNanos() + LENGTH_NANOS);
        }
    }

    void sending(long term, long number) {
        last = new Sent(term, number, time.nanos());
    }
}
