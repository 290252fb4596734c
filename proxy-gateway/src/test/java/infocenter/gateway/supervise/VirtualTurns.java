package infocenter.gateway.supervise;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A thread and a clock that move only when a test says so: every step of a run is the same each time. */
final class VirtualTurns implements Turns {
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::nanos).thenComparingLong(Step::order));
    private long nanos = 1_000_000_000_000L;
    private long order;
    private Runnable afterEach = () -> {};

    private record Step(long nanos, long order, Runnable what) {}

    @Override
    public void run(Runnable what) {
        after(Duration.ZERO, what);
    }

    @Override
    public void after(Duration delay, Runnable what) {
        steps.add(new Step(nanos + Math.max(0, delay.toNanos()), order++, what));
    }

    /** Runs after every step, to look at what it made. */
    void afterEach(Runnable look) {
        afterEach = look;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / 1_000_000;
    }

    /** Lets that much time pass, with everything that falls due in it. */
    void advance(Duration time) {
        long until = nanos + time.toNanos();
        while (!steps.isEmpty() && steps.peek().nanos() <= until) {
            Step step = steps.remove();
            nanos = Math.max(nanos, step.nanos());
            step.what().run();
            afterEach.run();
        }
        nanos = until;
    }

    /** Lets the clock go on while nothing happens, as when the process sleeps. */
    void freeze(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public void close() {}
}
