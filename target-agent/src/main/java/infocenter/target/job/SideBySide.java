package infocenter.target.job;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work on many objects at the same time: walks the names, hands each to a lane and holds no worker while lanes are busy. So an object
 * that takes long, or a disk that is slow to sync, keeps neither the next object nor another job waiting. The order in which objects are
 * done is not the order of their names.
 */
final class SideBySide implements Work {
    /** Names handed over and not done: enough that no lane waits for the walker. */
    private static final int HANDED_OVER_MAX = 16;

    /** A lane that is free within this is waited for; longer a worker is not held. */
    private static final long ROOM_WITHIN_MILLIS = 5;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** For lanes to see that the run is over; the stop bound of the kinds is 2 s. */
    private static final long CLOSE_MILLIS_MAX = 1_500;

    /** What happens to each of them, on a lane. */
    interface Effect {
        /**
         * @throws IOException when the others would fail too
         */
        void on(ObjectName name) throws IOException;
    }

    /** Makes the walk over the names, each of which it {@link #begin begins}. */
    interface Walk {
        Work over(SideBySide lanes) throws BadArgument;
    }

    private final JobContext context;
    private final Consumer<Runnable> threads;
    private final Effect effect;
    private final Work walk;
    private boolean walked;

    // Shared with the lanes; guarded by this.
    private int handedOver;
    private boolean over;
    private @Nullable Throwable failure;

    /**
     * @param threads takes a piece of work and runs it soon, on any thread
     */
    SideBySide(JobContext context, Consumer<Runnable> threads, Walk walk, Effect effect) throws BadArgument {
        this.context = context;
        this.threads = threads;
        this.effect = effect;
        this.walk = walk.over(this);
    }

    @Override
    public Step step() throws Exception {
        synchronized (this) {
            if (handedOver >= HANDED_OVER_MAX || walked && handedOver > 0) {
                wait(ROOM_WITHIN_MILLIS);
            }
            if (failure instanceof Error broken) {
                throw broken;
            }
            if (failure instanceof Exception failed) {
                throw failed;
            }
            if (handedOver >= HANDED_OVER_MAX || walked && handedOver > 0) {
                return new Step.Pause(LOOK_EVERY);
            }
            if (walked) {
                return Step.DONE;
            }
        }
        walked = walk.step() instanceof Step.Done;
        return Step.MORE;
    }

    /** The walk has come to a name. */
    void begin(ObjectName name) {
        synchronized (this) {
            handedOver++;
        }
        threads.accept(() -> lane(name));
    }

    /** No lane has an effect any more when this returns, or at its next checkpoint. */
    @Override
    public synchronized void close() {
        over = true;
        walk.close();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS_MAX);
        boolean interrupted = false;
        while (handedOver > 0 && until - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            } catch (InterruptedException told) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lane(ObjectName name) {
        Throwable wrong = null;
        try {
            requireUnderWay();
            context.checkpoint();
            effect.on(name);
        } catch (Throwable failed) {
            wrong = failed;
        }
        synchronized (this) {
            handedOver--;
            if (wrong != null && failure == null && !over) {
                failure = wrong;
            }
            notifyAll();
        }
    }

    /** What was handed over and had not begun begins no more. */
    private synchronized void requireUnderWay() {
        if (over || failure != null) {
            throw new Stopped();
        }
    }
}
