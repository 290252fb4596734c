package infocenter.target.job;

import infocenter.core.bucket.ObjectName;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a transform: walks the names, hands each to a lane and holds no worker while transformers work. So a transformer that hangs
 * keeps no other job waiting.
 */
final class TransformWork implements Work {
    /** Names handed over and not done: enough that no lane waits for the walker. */
    private static final int HANDED_OVER_MAX = 16;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** For lanes to see that the run is over; the stop bound of the kind is 2 s. */
    private static final long CLOSE_MILLIS_MAX = 1_500;

    /** Makes the walk over the names, once the lanes are there. */
    interface Walk {
        Work over(TransformWork lanes) throws BadArgument;
    }

    private final JobContext context;
    private final TransformObject each;
    private final Work walk;
    private boolean walked;

    // Shared with the lanes; guarded by this.
    private int handedOver;
    private boolean over;
    private @Nullable Throwable failure;

    TransformWork(JobContext context, TransformObject each, Walk walk) throws BadArgument {
        this.context = context;
        this.each = each;
        this.walk = walk.over(this);
    }

    @Override
    public Step step() throws Exception {
        synchronized (this) {
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
        context.transforms().work(() -> lane(name));
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
            checkpoint();
            each.transform(name, this::checkpoint);
        } catch (Stopped stopped) {
            // The run is over, or soon: its next step sees it.
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

    private void checkpoint() {
        synchronized (this) {
            if (over) {
                throw new Stopped();
            }
        }
        context.checkpoint();
    }
}
