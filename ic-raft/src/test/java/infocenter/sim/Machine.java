package infocenter.sim;

import infocenter.core.Seeds;

/**
 * A process on a machine: it lives, dies, sleeps and wakes. What it had planned dies with it; while it sleeps nothing happens in it,
 * and when it wakes everything that came meanwhile happens at once, in any order.
 */
final class Machine {
    final String name;
    private final Timeline time;
    private final Seeds seeds;
    private int life;
    private boolean up;
    private long asleepUntil;
    /** How far its wall clock is off. */
    long wallOffMillis;

    Machine(String name, Timeline time, Seeds seeds) {
        this.name = name;
        this.time = time;
        this.seeds = seeds;
    }

    boolean up() {
        return up;
    }

    boolean awake() {
        return up && time.nanos() >= asleepUntil;
    }

    int life() {
        return life;
    }

    void begin() {
        life++;
        up = true;
        asleepUntil = 0;
    }

    void die() {
        life++;
        up = false;
    }

    void freeze(long millis) {
        asleepUntil = time.nanos() + millis * Timeline.NANOS_A_MILLI;
    }

    void wake() {
        asleepUntil = 0;
    }

    long wallMillis() {
        return 1_700_000_000_000L + time.millis() + wallOffMillis;
    }

    /** In this life, unless it has ended by then. */
    void after(long millis, Runnable what) {
        int mine = life;
        time.after(millis * Timeline.NANOS_A_MILLI, () -> inLife(mine, what));
    }

    /** In that life only; later if it sleeps. */
    void inLife(int which, Runnable what) {
        if (!up || which != life) {
            return;
        }
        long sleeps = asleepUntil - time.nanos();
        if (sleeps > 0) {
            time.after(sleeps + seeds.between(0, 3_000) * 1_000L, () -> inLife(which, what));
        } else {
            what.run();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
