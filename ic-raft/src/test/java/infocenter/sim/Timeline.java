package infocenter.sim;

import java.util.PriorityQueue;

/** Virtual time: what is due, in order. One thread; nothing here knows a real clock. */
final class Timeline {
    static final long NANOS_A_MILLI = 1_000_000;

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private long nanos = 1_000 * NANOS_A_MILLI;
    private long order;

    private record Due(long atNanos, long order, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / NANOS_A_MILLI;
    }

    void after(long delayNanos, Runnable what) {
        order++;
        due.add(new Due(nanos + Math.max(0, delayNanos), order, what));
    }

    /** Does what is due next. */
    void step() {
        Due next = due.remove();
        nanos = next.atNanos();
        next.what().run();
    }
}
