package infocenter.target.run;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's place among the workers: queued, in a step, or parked while it idles. Any thread. */
public final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final ActiveRun run;
    private final Workers.Ended ended;
    private final Workers workers;
    private final AtomicBoolean parked = new AtomicBoolean();
    private @Nullable Thread stepping;

    Turn(ActiveRun run, Workers.Ended ended, Workers workers) {
        this.run = run;
        this.ended = ended;
        this.workers = workers;
    }

    public ActiveRun run() {
        return run;
    }

    synchronized void enter() {
        stepping = Thread.currentThread();
    }

    /** The worker is free for others; an interrupt that was meant for this run goes with it. */
    synchronized void leave() {
        stepping = null;
        Thread.interrupted();
    }

    /** A stopped run took longer than its bound. */
    synchronized void interrupt() {
        if (stepping != null) {
            LOG.atWarn()
                    .addKeyValue("xaction", run.xaction())
                    .addKeyValue("kind", run.kind())
                    .log("stopped run still works, interrupting it");
            stepping.interrupt();
        }
    }

    boolean parked() {
        return parked.get();
    }

    void park() {
        run.idle();
        pause();
    }

    void pause() {
        parked.set(true);
        if (run.stopped()) {
            // Its stop may have looked just before it was parked.
            unpark();
        }
    }

    void unpark() {
        if (parked.compareAndSet(true, false)) {
            workers.again(this);
        }
    }

    void over(@Nullable String error) {
        try {
            run.close();
        } catch (RuntimeException broken) {
            LOG.atError()
                    .setCause(broken)
                    .addKeyValue("xaction", run.xaction())
                    .addKeyValue("kind", run.kind())
                    .log("job is broken: close failed");
        }
        ended.ended(run, error);
    }
}
