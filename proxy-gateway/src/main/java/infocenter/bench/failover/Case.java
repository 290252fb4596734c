package infocenter.bench.failover;

import java.time.Duration;
import java.util.Locale;

/** What is done to the members in one round. */
enum Case {
    LEADER_KILLED("leader killed", Hit.LEADER, 1, "KILL", Duration.ofMillis(1_500), Duration.ofSeconds(3)),
    FOLLOWER_KILLED("follower killed", Hit.FOLLOWERS, 1, "KILL", Duration.ofSeconds(1), Duration.ofSeconds(1)),
    FOLLOWER_FROZEN("follower frozen", Hit.FOLLOWERS, 1, "STOP", Duration.ofSeconds(1), Duration.ofSeconds(1)),
    PLANNED_STOP("leader stopped as planned", Hit.LEADER, 1, "TERM", Duration.ofMillis(500), Duration.ofMillis(500)),
    TWO_OF_THREE(
            "two of three killed", Hit.LEADER_AND_FOLLOWER, 2, "KILL", Duration.ofSeconds(10), Duration.ofSeconds(10)),
    ALL_THREE("all three killed", Hit.ALL_MEMBERS, 3, "KILL", Duration.ofSeconds(10), Duration.ofSeconds(10));

    /** Who is meant. */
    enum Hit {
        LEADER,
        FOLLOWERS,
        LEADER_AND_FOLLOWER,
        ALL_MEMBERS
    }

    private final String shown;
    private final Hit hit;
    private final int count;
    private final String signal;
    private final Duration medianGoal;
    private final Duration worstGoal;

    Case(String shown, Hit hit, int count, String signal, Duration medianGoal, Duration worstGoal) {
        this.shown = shown;
        this.hit = hit;
        this.count = count;
        this.signal = signal;
        this.medianGoal = medianGoal;
        this.worstGoal = worstGoal;
    }

    /** Of its name in lower case with dashes. */
    static Case of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String shown() {
        return shown;
    }

    Hit hit() {
        return hit;
    }

    int count() {
        return count;
    }

    String signal() {
        return signal;
    }

    /** Fewer than half are hit, so nobody may notice anything but a pause. */
    boolean majorityLives() {
        return count == 1;
    }

    boolean freezes() {
        return signal.equals("STOP");
    }

    /** For the time without an acknowledged start; where no majority lives, from the restart to the first one. */
    Duration medianGoal() {
        return medianGoal;
    }

    Duration worstGoal() {
        return worstGoal;
    }
}
