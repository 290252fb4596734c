package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in any order, batched, late and repeated; the invariants hold after every step. */
final class RandomCommandsTest {
    private static final int STEPS = 500;

    private static final Rules RULES = TestLimits.of(limits -> {
        limits.kinds = TestKinds.ALL;
        limits.active = 5;
        limits.ended = 12;
        limits.keys = 6;
        limits.events = 40;
        limits.attempts = 3;
    });

    private static final List<String> EVENTS = List.of(
            "xaction.created",
            "xaction.running",
            "xaction.aborting",
            "xaction.finished",
            "xaction.aborted",
            "run.interrupted",
            "run.restarted",
            "run.resumed",
            "run.lost",
            "node.joined",
            "node.down",
            "node.up",
            "node.left",
            "node.evicted",
            "node.forgotten",
            "node.maintenance",
            "node.decommissioned",
            "node.balanced",
            "bucket.created",
            "bucket.changed",
            "bucket.destroyed",
            "placement.proposed",
            "placement.activated",
            "members.changed");

    private static final List<Reason> REFUSALS = List.of(
            Reason.ID_TAKEN,
            Reason.KEY_CONFLICT,
            Reason.KEY_TABLE_FULL,
            Reason.TABLE_FULL,
            Reason.KIND_CAP,
            Reason.EXCLUDED,
            Reason.TARGET_DOWN,
            Reason.NO_TARGET,
            Reason.NO_SUCH_BUCKET,
            Reason.BUCKET_BUSY,
            Reason.STALE_TERM,
            Reason.STALE_INCARNATION,
            Reason.WRONG_STATE,
            Reason.WRONG_VERSION,
            Reason.LAST_TARGET,
            Reason.ALREADY_ENDED,
            Reason.SESSION_UNKNOWN,
            Reason.NUMBER_FORGOTTEN);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyStepKeepsTheInvariants(long seed) {
        RandomWalk walk = new RandomWalk(seed, RULES);
        for (int step = 0; step < STEPS; step++) {
            try {
                walk.step();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed=" + seed + " step=" + step, failure);
            }
        }
        Information again = Information.EMPTY;
        for (Table.Entry entry : walk.table.log) {
            again = InformationTable.apply(again, entry.stamp(), entry.batch(), RULES)
                    .information();
        }
        assertThat(again).as("the same log twice, seed=%d", seed).isEqualTo(walk.table.now);
    }

    @Test
    void theWalksReachEveryCorner() {
        Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
        TreeMap<String, Integer> events = new TreeMap<>();
        for (long seed = 1; seed <= 10; seed++) {
            RandomWalk walk = new RandomWalk(seed, RULES);
            for (int step = 0; step < STEPS; step++) {
                Information before = walk.table.now;
                for (Outcome outcome : walk.step()) {
                    if (outcome instanceof Outcome.Refused refused) {
                        refusals.merge(refused.reason(), 1, Integer::sum);
                    }
                }
                walk.table
                        .now
                        .events()
                        .tailMap(before.sequence(), false)
                        .values()
                        .forEach(event -> events.merge(event.type(), 1, Integer::sum));
            }
        }
        assertThat(events.keySet()).containsAll(EVENTS);
        assertThat(refusals.keySet()).containsAll(REFUSALS);
    }
}
