package infocenter.bench.chaos;

import java.util.List;
import java.util.Locale;

/** What can be done to a cluster, to whom, and for how long at most. */
enum FaultKind {
    KILL(List.of("leader", "member", "spare"), 8),
    PAUSE(List.of("leader", "member", "target"), 10),
    PARTITION(List.of("leader member", "leader member --one-way", "member leader --one-way", "leader target"), 12),
    LOSS(List.of("all", "leader", "target"), 12),
    DELAY(List.of("leader", "member", "target"), 12),
    DISK_FULL(List.of("small-disk"), 10),
    FSYNC_ERROR(List.of("member", "leader"), 4),
    POWER_CUT(List.of("member", "leader"), 6),
    CLOCK_JUMP(List.of("member", "leader"), 8),
    TARGET_KILL(List.of("target"), 8),
    WIPE(List.of("member", "leader", "target"), 4),
    ROLLING_RESTART(List.of("gateways", "targets"), 1);

    private final List<String> whom;
    private final int secondsMax;

    FaultKind(List<String> whom, int secondsMax) {
        this.whom = whom;
        this.secondsMax = secondsMax;
    }

    /** Of its name in lower case with dashes. */
    static FaultKind of(String shown) {
        return valueOf(shown.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Parts, of which the node is found when it comes to it, or words for the fault's own script. */
    List<String> whom() {
        return whom;
    }

    int secondsMax() {
        return secondsMax;
    }
}
