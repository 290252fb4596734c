package infocenter.member;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The member's own threads, so that nothing of ours ever runs on one of Ratis' or on an event loop.
 *
 * @param submitters hand batches to Ratis, which may block for seconds while a leader steps down; full: refused
 * @param workers complete futures; must not block
 * @param events one thread: leader work, subscribers, in order
 * @param snapshots one thread: writes snapshots
 * @param timer deadlines and pauses; hands on at once
 */
record MemberThreads(
        ThreadPoolExecutor submitters,
        ThreadPoolExecutor workers,
        ThreadPoolExecutor events,
        ThreadPoolExecutor snapshots,
        ScheduledThreadPoolExecutor timer)
        implements AutoCloseable {
    private static final int SUBMITTERS = 4;
    private static final int SUBMITS_WAITING_MAX = 256;
    private static final int WORKERS = 2;

    static MemberThreads start(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(name + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new MemberThreads(
                pool(name + "-submit", SUBMITTERS, SUBMITS_WAITING_MAX),
                pool(name + "-client", WORKERS, Integer.MAX_VALUE),
                pool(name + "-events", 1, Integer.MAX_VALUE),
                pool(name + "-snapshot", 1, Integer.MAX_VALUE),
                timer);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waitingMax) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                waitingMax == Integer.MAX_VALUE ? new LinkedBlockingQueue<>() : new ArrayBlockingQueue<>(waitingMax),
                named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs that on a worker after a pause; dropped when the member closes. */
    void later(Duration pause, Runnable task) {
        timer.schedule(() -> workers.execute(task), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        submitters.shutdown();
        snapshots.shutdown();
        events.shutdown();
        workers.shutdown();
    }
}
