package infocenter.sim;

import static infocenter.sim.Faults.Kind.CLOCK_JUMPS;
import static infocenter.sim.Faults.Kind.GATEWAY_ASLEEP;
import static infocenter.sim.Faults.Kind.GATEWAY_CUT_OFF;
import static infocenter.sim.Faults.Kind.GATEWAY_KILLED;
import static infocenter.sim.Faults.Kind.GATEWAY_WIPED;
import static infocenter.sim.Faults.Kind.LEADER_ASLEEP;
import static infocenter.sim.Faults.Kind.LEADER_CUT_OFF;
import static infocenter.sim.Faults.Kind.LEADER_KILLED;
import static infocenter.sim.Faults.Kind.ONE_WAY;
import static infocenter.sim.Faults.Kind.POWER_CUT;
import static infocenter.sim.Faults.Kind.SLOW_DISKS;
import static infocenter.sim.Faults.Kind.TARGET_ASLEEP;
import static infocenter.sim.Faults.Kind.TARGET_CUT_OFF;
import static infocenter.sim.Faults.Kind.TARGET_KILLED;

import java.util.List;
import java.util.Locale;

/** What is to be broken: the faults and the load that press on one promise. Every invariant is checked under each of them. */
enum Property {
    /** One leader a term, and a minority decides nothing. */
    ONE_LEADER(
            2_000,
            1_500,
            40,
            120,
            List.of(
                    LEADER_KILLED,
                    LEADER_CUT_OFF,
                    GATEWAY_CUT_OFF,
                    ONE_WAY,
                    LEADER_ASLEEP,
                    GATEWAY_ASLEEP,
                    SLOW_DISKS)),
    /** What was acknowledged stays. */
    NOTHING_LOST(
            3_000,
            1_500,
            15,
            120,
            List.of(POWER_CUT, GATEWAY_KILLED, LEADER_KILLED, GATEWAY_KILLED, SLOW_DISKS, ONE_WAY)),
    /** A start happens once, however often it is asked for. */
    STARTED_ONCE(
            2_500,
            1_500,
            5,
            120,
            List.of(LEADER_KILLED, GATEWAY_KILLED, GATEWAY_CUT_OFF, LEADER_ASLEEP, TARGET_ASLEEP, ONE_WAY)),
    /** Reads are linearizable at every member. */
    READS(
            2_000,
            600,
            80,
            120,
            List.of(LEADER_ASLEEP, LEADER_ASLEEP, LEADER_CUT_OFF, GATEWAY_CUT_OFF, LEADER_KILLED, CLOCK_JUMPS)),
    /** Targets obey only the living, and each order once. */
    ONLY_THE_LIVING(
            4_000,
            1_500,
            10,
            120,
            List.of(
                    TARGET_CUT_OFF,
                    TARGET_CUT_OFF,
                    TARGET_CUT_OFF,
                    TARGET_ASLEEP,
                    TARGET_KILLED,
                    LEADER_ASLEEP,
                    ONE_WAY,
                    CLOCK_JUMPS)),
    /** Members that are at one index are equal, however they came there. */
    MEMBERS_EQUAL(
            2_500,
            1_800,
            20,
            20,
            List.of(GATEWAY_KILLED, GATEWAY_WIPED, GATEWAY_CUT_OFF, LEADER_KILLED, GATEWAY_ASLEEP, POWER_CUT)),
    /** Everything ends. */
    EVERYTHING_ENDS(3_000, 1_500, 10, 120, List.of(Faults.Kind.values()));

    private final int faultEveryMillis;
    private final int paceMillis;
    private final int readsInHundred;
    private final int snapshotEvery;
    private final List<Faults.Kind> faults;

    Property(int faultEveryMillis, int paceMillis, int readsInHundred, int snapshotEvery, List<Faults.Kind> faults) {
        this.faultEveryMillis = faultEveryMillis;
        this.paceMillis = paceMillis;
        this.readsInHundred = readsInHundred;
        this.snapshotEvery = snapshotEvery;
        this.faults = faults;
    }

    /** How long faults strike: longer where a target shall be away for so long that it is marked down, and come back. */
    int stormMillis() {
        return faults.contains(TARGET_CUT_OFF) ? 30_000 : 18_000;
    }

    /** Mean time between two faults. */
    int faultEveryMillis() {
        return faultEveryMillis;
    }

    /** Longest time between two operations of a client. */
    int paceMillis() {
        return paceMillis;
    }

    /** Share of reads among them. */
    int readsInHundred() {
        return readsInHundred;
    }

    /** Entries between two snapshots of a member. */
    int snapshotEvery() {
        return snapshotEvery;
    }

    List<Faults.Kind> faults() {
        return faults;
    }

    /** As on the command line. */
    String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Property of(String shown) {
        return valueOf(shown.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
