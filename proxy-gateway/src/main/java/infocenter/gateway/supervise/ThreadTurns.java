package infocenter.gateway.supervise;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread named {@code supervisor}. */
public final class ThreadTurns implements Turns {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTurns.class);

    private final LongSupplier nanos;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param nanos monotonic clock
     */
    public ThreadTurns(LongSupplier nanos) {
        this.nanos = nanos;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "supervisor");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void run(Runnable what) {
        after(Duration.ZERO, what);
    }

    @Override
    public void after(Duration delay, Runnable what) {
        try {
            thread.schedule(() -> guarded(what), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.atDebug().log("supervisor is closed");
        }
    }

    private static void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).log("supervisor is broken: a turn failed");
        }
    }

    @Override
    public long nanos() {
        return nanos.getAsLong();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
