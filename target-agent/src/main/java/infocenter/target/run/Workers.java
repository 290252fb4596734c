package infocenter.target.run;

import infocenter.target.job.Step;
import infocenter.target.job.Stopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads that all runs share, a slice of steps each in turn. A run that idles, waits for its turn or for the lease holds none.
 * Safe for any thread; what has ended is told on the worker's thread.
 */
public final class Workers implements AutoCloseable {
    /** A run's turn; a step that is longer finishes first. */
    private static final Duration SLICE = Duration.ofMillis(20);

    /** A stopped run that still works after this is interrupted: its stop bound. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final BlockingQueue<Turn> queue = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Gate gate;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private volatile boolean closed;

    /** Told once for each run, when its last step is over. */
    public interface Ended {
        /**
         * @param error empty when all went well, null when it was stopped
         */
        void ended(ActiveRun run, @Nullable String error);
    }

    public Workers(String name, int count, Gate gate, ScheduledExecutorService timer, LongSupplier nanos) {
        this.gate = gate;
        this.timer = timer;
        this.nanos = nanos;
        for (int i = 1; i <= count; i++) {
            Thread thread = new Thread(this::work, name + "-worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Gives a run its turns until it has ended. */
    public Turn begin(ActiveRun run, Ended ended) {
        Turn turn = new Turn(run, ended, this);
        queue.add(turn);
        return turn;
    }

    /** Stops a run: no effect after the one in flight, and that one is interrupted if it lasts too long. */
    public void stop(Turn turn) {
        turn.run().stop();
        gate.stir();
        turn.unpark();
        if (!closed) {
            timer.schedule(turn::interrupt, STOP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the threads; work in flight is interrupted. Returns when they are gone, or after the stop bound. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        long until = nanos.getAsLong() + STOP_BOUND.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - nanos.getAsLong())));
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void again(Turn turn) {
        queue.add(turn);
    }

    void lookAt(Turn turn, Duration quiet) {
        Duration left = quiet.minus(turn.run().quiet());
        if (left.isNegative() || left.isZero()) {
            turn.unpark();
        } else if (turn.parked() && !closed) {
            timer.schedule(() -> lookAt(turn, quiet), left.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void wake(Turn turn, Duration time) {
        if (!closed) {
            timer.schedule(turn::unpark, time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void work() {
        while (!closed) {
            try {
                serve(queue.take());
            } catch (InterruptedException told) {
                // Either closed, or an interrupt that came late for a run that had ended by itself.
            }
        }
    }

    private void serve(Turn turn) {
        turn.enter();
        Step next;
        try {
            next = slice(turn.run());
            if (next instanceof Step.Done) {
                gate.pass(turn.run());
            }
        } catch (Stopped stopped) {
            turn.leave();
            turn.over(null);
            return;
        } catch (Throwable failed) {
            turn.leave();
            turn.over(failure(turn.run(), failed));
            return;
        }
        turn.leave();
        if (next instanceof Step.More) {
            queue.add(turn);
        } else if (next instanceof Step.Pause pause) {
            turn.pause();
            wake(turn, pause.time());
        } else if (next instanceof Step.Idle idle) {
            turn.park();
            lookAt(turn, idle.quiet());
        } else {
            turn.over("");
        }
    }

    private Step slice(ActiveRun run) throws Exception {
        gate.pass(run);
        long until = nanos.getAsLong() + SLICE.toNanos();
        Step step = run.step();
        while (step instanceof Step.More && nanos.getAsLong() - until < 0 && gate.open() && !run.stopped()) {
            step = run.step();
        }
        return step;
    }

    private @Nullable String failure(ActiveRun run, Throwable failed) {
        if (run.stopped() || closed) {
            return null;
        }
        if (failed instanceof Error || failed instanceof RuntimeException) {
            LOG.atError()
                    .setCause(failed)
                    .addKeyValue("xaction", run.xaction())
                    .addKeyValue("kind", run.kind())
                    .log("job is broken");
        }
        String message = failed.getMessage();
        return ObjectErrors.cut(message == null || message.isBlank() ? failed.toString() : message);
    }
}
