package infocenter.member;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer for all who ask, without handing out an old one: a round serves exactly those who asked before it began; one round at
 * a time, newcomers wait for the next. Thread-safe; futures complete on the executor.
 */
final class Rounds<T> {
    private final Supplier<CompletableFuture<T>> round;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private List<CompletableFuture<T>> waiting = new ArrayList<>();
    private boolean running;

    /**
     * @param round begins a round; its future must end in bounded time
     */
    Rounds(Supplier<CompletableFuture<T>> round, Executor executor) {
        this.round = round;
        this.executor = executor;
    }

    /** The answer of the first round that begins after this call. */
    CompletableFuture<T> next() {
        CompletableFuture<T> future = new CompletableFuture<>();
        boolean first;
        lock.lock();
        try {
            waiting.add(future);
            first = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (first) {
            run();
        }
        return future;
    }

    private void run() {
        List<CompletableFuture<T>> served;
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                running = false;
                return;
            }
            served = waiting;
            waiting = new ArrayList<>();
        } finally {
            lock.unlock();
        }
        begin().whenComplete((answer, failure) -> {
            try {
                executor.execute(() -> end(served, answer, failure));
            } catch (RejectedExecutionException closing) {
                served.forEach(one -> one.completeExceptionally(closing));
            }
        });
    }

    private void end(List<CompletableFuture<T>> served, @Nullable T answer, @Nullable Throwable failure) {
        // The next round first: it must not wait for what the served ones do with the answer.
        run();
        for (CompletableFuture<T> one : served) {
            if (answer != null) {
                one.complete(answer);
            } else {
                one.completeExceptionally(failure != null ? failure : new IllegalStateException("no answer"));
            }
        }
    }

    private CompletableFuture<T> begin() {
        try {
            return round.get();
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }
}
