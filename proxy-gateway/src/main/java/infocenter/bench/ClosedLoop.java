package infocenter.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A fixed number of chains in this process, each of which makes its next call when the former one has ended. For calls that give
 * futures; over HTTP it is {@link HttpLoad}.
 */
public final class ClosedLoop {
    private static final int THREADS = 2;

    private final Function<ExecutorService, CompletableFuture<?>> call;
    private final ExecutorService threads;
    private final long measureFrom;
    private final long until;
    private final AtomicLong errors = new AtomicLong();

    private ClosedLoop(
            Function<ExecutorService, CompletableFuture<?>> call,
            ExecutorService threads,
            Duration warmUp,
            Duration time) {
        this.call = call;
        this.threads = threads;
        this.measureFrom = System.nanoTime() + warmUp.toNanos();
        this.until = measureFrom + time.toNanos();
    }

    /**
     * Runs and measures; blocks until the last call has ended.
     *
     * @param call begins one; its future must complete on the given executor
     */
    public static Measured run(
            String what,
            String where,
            int inFlight,
            Duration warmUp,
            Duration time,
            Function<ExecutorService, CompletableFuture<?>> call)
            throws InterruptedException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, ClosedLoop::named);
        try {
            ClosedLoop loop = new ClosedLoop(call, threads, warmUp, time);
            Chain[] chains = new Chain[inFlight];
            for (int i = 0; i < inFlight; i++) {
                chains[i] = loop.new Chain();
                threads.execute(chains[i]::next);
            }
            Latencies all = new Latencies();
            for (Chain chain : chains) {
                all.addAll(chain.ended.get(warmUp.plus(time).toMillis() + 20_000, TimeUnit.MILLISECONDS));
            }
            return Measured.of(what, where, inFlight, time.toNanos() / 1e9, all, loop.errors.get());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            threads.shutdown();
        }
    }

    private static Thread named(Runnable task) {
        Thread thread = new Thread(task, "closed-loop");
        thread.setDaemon(true);
        return thread;
    }

    private final class Chain {
        private final Latencies latencies = new Latencies();
        private final CompletableFuture<Latencies> ended = new CompletableFuture<>();

        void next() {
            long began = System.nanoTime();
            if (began >= until) {
                ended.complete(latencies);
                return;
            }
            call.apply(threads).whenComplete((done, failure) -> {
                long now = System.nanoTime();
                if (failure != null) {
                    errors.incrementAndGet();
                } else if (began >= measureFrom && now < until) {
                    latencies.add(now - began);
                }
                threads.execute(this::next);
            });
        }
    }
}
