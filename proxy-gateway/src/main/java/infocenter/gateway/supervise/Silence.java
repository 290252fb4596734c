package infocenter.gateway.supervise;

import infocenter.core.cluster.Node;
import java.time.Duration;

/** How long nothing was heard of one node, and what is being done about it. Owned by the supervisor's thread. */
final class Silence {
    /** Silence is what was asked in vain so often: a leader that slept, or could not ask, has heard nothing and knows nothing. */
    private static final int MISSED_MIN = 3;

    private long heardNanos;
    private int missed;
    private long incarnation = -1;
    private boolean up;
    private boolean suspected;
    private boolean markingDown;

    /**
     * @param sinceNanos counts from here at first: a new leader does not know what its predecessor heard
     */
    Silence(long sinceNanos) {
        this.heardNanos = sinceNanos;
    }

    void heard(long nanos) {
        heardNanos = nanos;
        missed = 0;
        suspected = false;
    }

    void missed() {
        missed++;
    }

    /** True when the log shows another process, or the same one up again: its silence counts from now. */
    boolean anotherLife(Node node, long nanos) {
        boolean other = node.incarnation() != incarnation || (node.up() && !up);
        boolean first = incarnation < 0;
        incarnation = node.incarnation();
        up = node.up();
        if (other && !first) {
            heard(nanos);
        }
        return other;
    }

    boolean tooLong(long nanos, Duration silence) {
        return !suspected && !markingDown && missed >= MISSED_MIN && nanos - heardNanos >= silence.toNanos();
    }

    void suspect() {
        suspected = true;
    }

    void unsuspect() {
        suspected = false;
    }

    boolean suspected() {
        return suspected;
    }

    void markDown() {
        markingDown = true;
    }

    void marked() {
        markingDown = false;
    }

    /** A {@code MarkNodeDown} of this leader is on its way, or may be: nothing may renew the lease meanwhile. */
    boolean markingDown() {
        return markingDown;
    }
}
