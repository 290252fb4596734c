package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.Seeds;
import infocenter.core.command.Batch;
import infocenter.core.command.Batch.Numbered;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in any order, batched, late and repeated; the invariants hold after every step. */
final class RandomCommandsTest {
    private static final int STEPS = 600;

    private static final Rules RULES = TestLimits.of(limits -> {
        limits.kinds = TestKinds.ALL;
        limits.active = 8;
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
            Reason.ALREADY_ENDED,
            Reason.SESSION_UNKNOWN,
            Reason.NUMBER_FORGOTTEN);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyStepKeepsTheInvariants(long seed) {
        Walk walk = new Walk(seed);
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
        for (long seed = 1; seed <= 20; seed++) {
            Walk walk = new Walk(seed);
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

    /** One seed's way through the table. */
    private static final class Walk {
        final Table table = Table.ready(RULES, 3);
        private final Seeds seeds;
        private final RandomCommands commands;

        Walk(long seed) {
            seeds = new Seeds(seed);
            commands = new RandomCommands(seeds, TestKinds.ALL);
        }

        List<Outcome> step() {
            table.pass(Duration.ofMillis(seeds.oneIn(60) ? seeds.between(0, 40_000_000) : seeds.between(0, 3_000)));
            table.term += seeds.oneIn(30) ? 1 : 0;
            Information before = table.now;
            List<Outcome> outcomes = seeds.oneIn(8) ? repeated() : table.entry(fresh());
            Invariants.hold(RULES, before, table.now, outcomes);
            if (!table.now.sessions().containsKey(table.session)) {
                rejoin();
            }
            return outcomes;
        }

        private Batch fresh() {
            List<Numbered> numbered = new ArrayList<>();
            Information now = table.now;
            int count = seeds.between(1, 3);
            for (int i = 0; i < count; i++) {
                table.number++;
                numbered.add(new Numbered(table.number, commands.next(now, table.term)));
            }
            return new Batch(table.session, Math.max(1, table.number + 1 - count - seeds.between(0, 20)), numbered);
        }

        /** An entry of before comes again: it answers what it answered, or is refused, and changes nothing. */
        private List<Outcome> repeated() {
            Table.Entry old = table.log.get(Math.max(0, table.log.size() - seeds.between(1, 15)));
            Information before = table.now;
            Session session = before.sessions().get(old.batch().session());
            List<Outcome> outcomes = table.entry(old.batch());
            if (old.batch().session() == 0) {
                return outcomes;
            }
            for (int i = 0; i < outcomes.size(); i++) {
                Numbered numbered = old.batch().commands().get(i);
                Outcome kept = session == null ? null : session.outcomes().get(numbered.number());
                if (kept != null && session.lowestOpen() <= numbered.number()) {
                    assertThat(outcomes.get(i)).isEqualTo(kept);
                } else {
                    assertThat(Refusals.reason(outcomes.get(i))).isIn(Reason.SESSION_UNKNOWN, Reason.NUMBER_FORGOTTEN);
                }
            }
            assertThat(table.now.xactions()).isEqualTo(before.xactions());
            assertThat(table.now.sequence()).isEqualTo(before.sequence());
            return outcomes;
        }

        private void rejoin() {
            var node = table.node("g1");
            long incarnation = node == null ? 1 : node.incarnation() + 1;
            Outcome joined = table.join(Table.gateway("g1", incarnation));
            table.session = table.now.sessions().lastKey();
            table.number = 0;
            assertThat(joined).isInstanceOf(Outcome.Applied.class);
        }
    }
}
