package infocenter.target.rest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which doors wait for disks. Any thread may hand work over; what comes of it is told on the caller's event loop. */
public final class Disks implements AutoCloseable {
    /** Requests that use a disk at the same moment. */
    static final int THREADS = 8;

    /** Pieces of work that wait; one more is answered 503. */
    static final int WAITING_MAX = 1_024;

    private final Vertx vertx;
    private final ThreadPoolExecutor threads;

    public Disks(Vertx vertx, String name) {
        this.vertx = vertx;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), work -> {
                    Thread thread = new Thread(work, name + "-disk-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Does it on a disk thread; fails with what it throws, or when too much waits. */
    public <T> Future<T> call(Callable<T> work) {
        Context context = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                try {
                    T result = work.call();
                    context.runOnContext(ignored -> promise.complete(result));
                } catch (Throwable failed) {
                    context.runOnContext(ignored -> promise.fail(failed));
                }
            });
        } catch (RejectedExecutionException full) {
            promise.fail(full);
        }
        return promise.future();
    }

    /** Lets what is under way end, for that long. */
    public void close(long millis) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException told) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(0);
    }
}
