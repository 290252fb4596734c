package infocenter.sim;

import infocenter.core.cluster.Node;

/** How long a leader has heard nothing of a node: silence is what was asked in vain so often. */
final class Silence {
    private static final int MISSED_MIN = 3;

    private final World world;
    private long heardNanos;
    private long incarnation = -1;
    private boolean up;
    int missed;
    boolean suspected;
    /** A mark of this leader is on its way, or may be. */
    boolean markingDown;

    Silence(World world) {
        this.world = world;
        this.heardNanos = world.time.nanos();
    }

    void heard() {
        heardNanos = world.time.nanos();
        missed = 0;
        suspected = false;
    }

    /** True when the log shows another process, or the same one up again: silence counts from now. */
    boolean anotherLife(Node node) {
        boolean other = node.incarnation() != incarnation || (node.up() && !up);
        boolean first = incarnation < 0;
        incarnation = node.incarnation();
        up = node.up();
        if (other && !first) {
            heard();
        }
        return other;
    }

    boolean tooLong(long millis) {
        return !suspected && !markingDown && missed >= MISSED_MIN && world.since(heardNanos) >= millis;
    }
}
