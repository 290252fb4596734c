package infocenter.target.run;

import infocenter.target.job.Stopped;

/**
 * Where runs wait for the lease before each effect. Workers wait here; whoever changes the lease, stops a run or closes the target
 * stirs them.
 */
public final class Gate {
    /** A lease can also end or come back without anybody stirring. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Lease lease;
    private boolean shut;

    public Gate(Lease lease) {
        this.lease = lease;
    }

    /** True while runs may have effects. */
    public synchronized boolean open() {
        return !shut && lease.held();
    }

    /** No run has an effect any more; those that wait are told to stop. */
    public synchronized void shut() {
        shut = true;
        notifyAll();
    }

    /** Something has changed that those who wait want to see. */
    public synchronized void stir() {
        notifyAll();
    }

    /**
     * Returns when that run may have one effect.
     *
     * @throws Stopped when it shall end, or the thread was interrupted
     */
    void pass(ActiveRun run) {
        if (run.stopped()) {
            throw new Stopped();
        }
        synchronized (this) {
            while (!open()) {
                if (shut || run.stopped()) {
                    throw new Stopped();
                }
                await();
            }
        }
        // Looked at last: a stop that came while the lease was awaited.
        if (run.stopped()) {
            throw new Stopped();
        }
    }

    private void await() {
        try {
            wait(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
