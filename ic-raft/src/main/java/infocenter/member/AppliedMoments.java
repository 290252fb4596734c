package infocenter.member;

import infocenter.client.Moment;
import infocenter.core.table.Information;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest applied value with its term and index as one pair, and who waits for an index. Written by the apply thread, read by
 * any; waiters and subscribers are called on the given executor.
 */
final class AppliedMoments {
    /** Log index before anything was applied. */
    static final long NOTHING = -1;

    private static final int FORGOTTEN_WAITERS_MAX = 1_024;

    private record Waiter(long index, CompletableFuture<Moment> future) {}

    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
    private final CopyOnWriteArrayList<Runnable> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean callDue = new AtomicBoolean();
    private volatile Moment latest = new Moment(Information.EMPTY, 0, NOTHING);

    /** Lowest index that somebody waits for: so that the apply thread takes the lock only when it must. */
    private volatile long lowestAwaited = Long.MAX_VALUE;

    AppliedMoments(Executor executor) {
        this.executor = executor;
    }

    Moment latest() {
        return latest;
    }

    /** Called by the apply thread, or while it stands still. */
    void publish(Moment moment) {
        boolean changed = latest.information() != moment.information();
        latest = moment;
        if (moment.index() >= lowestAwaited) {
            complete(moment);
        }
        if (changed && !subscribers.isEmpty() && callDue.compareAndSet(false, true)) {
            hand(this::callSubscribers);
        }
    }

    /** Back to the beginning, before another group's log is followed: its indexes say nothing about the one before. */
    void reset() {
        publish(new Moment(Information.EMPTY, 0, NOTHING));
    }

    /** The first moment seen at or above that index; completes on the executor. The caller bounds the wait by cancelling. */
    CompletableFuture<Moment> reached(long index) {
        Moment now = latest;
        if (now.index() >= index) {
            return CompletableFuture.completedFuture(now);
        }
        CompletableFuture<Moment> future = new CompletableFuture<>();
        lock.lock();
        try {
            if (waiters.size() > FORGOTTEN_WAITERS_MAX) {
                waiters.removeIf(waiter -> waiter.future().isDone());
            }
            waiters.add(new Waiter(index, future));
            lowestAwaited = waiters.element().index();
        } finally {
            lock.unlock();
        }
        // Published between the look and the wait.
        Moment again = latest;
        if (again.index() >= index) {
            complete(again);
        }
        return future;
    }

    AutoCloseable subscribe(Runnable subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    private void complete(Moment moment) {
        List<CompletableFuture<Moment>> reached = new ArrayList<>();
        lock.lock();
        try {
            Waiter first;
            while ((first = waiters.peek()) != null && first.index() <= moment.index()) {
                reached.add(waiters.remove().future());
            }
            lowestAwaited = first == null ? Long.MAX_VALUE : first.index();
        } finally {
            lock.unlock();
        }
        if (!reached.isEmpty()) {
            hand(() -> reached.forEach(future -> future.complete(moment)));
        }
    }

    /** The apply thread must never fail for those who listen. */
    private void hand(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closing) {
            // Nobody waits any more.
        }
    }

    private void callSubscribers() {
        callDue.set(false);
        subscribers.forEach(Runnable::run);
    }
}
