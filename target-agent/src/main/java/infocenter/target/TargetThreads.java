package infocenter.target;

import infocenter.target.rest.Doors;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one target besides its workers and disks: two event loops, the orders thread, and a timer for pulse and idle runs.
 *
 * @param name of the target
 * @param orders owns everything that orders change
 * @param lanes single objects of runs that handle several at the same time
 * @param timer short things only
 */
record TargetThreads(
        String name, Vertx vertx, ExecutorService orders, ExecutorService lanes, ScheduledThreadPoolExecutor timer) {
    private static final Logger LOG = LoggerFactory.getLogger(TargetThreads.class);
    private static final int END_SECONDS_MAX = 1;

    /** Objects that the runs of a target copy at the same moment; as many as its doors take in. */
    private static final int LANES = 8;

    static TargetThreads begin(String name) {
        VertxOptions options = new VertxOptions();
        options.setEventLoopPoolSize(Doors.EVENT_LOOPS);
        options.setWorkerPoolSize(2);
        options.setInternalBlockingPoolSize(2);
        options.getFileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
        ExecutorService orders = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name + "-orders");
            thread.setDaemon(true);
            return thread;
        });
        AtomicInteger lane = new AtomicInteger();
        ThreadPoolExecutor lanes =
                new ThreadPoolExecutor(LANES, LANES, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, name + "-lane-" + lane.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        lanes.allowCoreThreadTimeOut(true);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name + "-timer");
            thread.setDaemon(true);
            thread.setPriority(Thread.MAX_PRIORITY);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new TargetThreads(name, Vertx.vertx(options), orders, lanes, timer);
    }

    /** Begins something rare that may take long, on a thread of its own. */
    void aside(Runnable work) {
        Thread thread = new Thread(work, name + "-aside");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends them; what is under way has a moment to end. */
    void end() {
        timer.shutdownNow();
        lanes.shutdownNow();
        orders.shutdown();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(END_SECONDS_MAX, TimeUnit.SECONDS);
            if (!orders.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                orders.shutdownNow();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
            LOG.atWarn().addKeyValue("outcome", slow.toString()).log("event loops did not end in time");
        }
    }
}
