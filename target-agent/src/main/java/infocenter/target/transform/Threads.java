package infocenter.target.transform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of all transformations of a target: so many for jobs, so many for reads, and two or three pipes for each of those. */
final class Threads implements AutoCloseable {
    /** A pipe whose other end is held open by a stranger may never end. */
    private static final int END_SECONDS_MAX = 2;

    private final ThreadPoolExecutor jobs;
    private final Semaphore readers;
    private final ExecutorService others;

    Threads(String name, int jobsMax, int readsMax) {
        this.jobs = new ThreadPoolExecutor(
                jobsMax, jobsMax, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name + "-transform-"));
        jobs.allowCoreThreadTimeOut(true);
        this.readers = new Semaphore(readsMax);
        this.others = Executors.newCachedThreadPool(named(name + "-transform-pipe-"));
    }

    /** When its turn comes. */
    void job(Runnable piece) {
        jobs.execute(piece);
    }

    /** Now, or not at all. */
    boolean read(Runnable piece) {
        if (!readers.tryAcquire()) {
            return false;
        }
        try {
            others.execute(() -> {
                try {
                    piece.run();
                } finally {
                    readers.release();
                }
            });
            return true;
        } catch (RejectedExecutionException closed) {
            readers.release();
            return false;
        }
    }

    /** Now. */
    void pipe(Runnable piece) {
        others.execute(piece);
    }

    /** Interrupts them, and waits a moment for their ends: each ends its transformer first. */
    @Override
    public void close() {
        jobs.shutdownNow();
        others.shutdownNow();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS_MAX);
        try {
            jobs.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            others.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
