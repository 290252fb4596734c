package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.Seeds;
import infocenter.core.command.Batch;
import infocenter.core.command.Batch.Numbered;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One seed's way through the table: batches of random commands, some of them repeated, with the invariants checked after each. */
public final class RandomWalk {
    final Table table;
    private final Rules rules;
    private final Seeds seeds;
    private final RandomCommands commands;

    RandomWalk(long seed, Rules rules) {
        this.rules = rules;
        table = Table.ready(rules, 3);
        seeds = new Seeds(seed);
        commands = new RandomCommands(seeds, rules.kinds());
    }

    /** A walk by the rules that every cluster has. */
    public static RandomWalk standard(long seed) {
        return new RandomWalk(seed, Rules.STANDARD);
    }

    /** The entries so far, those included that made the table ready. */
    public List<Table.Entry> log() {
        return List.copyOf(table.log);
    }

    /** One entry and its outcomes. */
    public List<Outcome> step() {
        table.pass(Duration.ofMillis(seeds.oneIn(60) ? seeds.between(0, 40_000_000) : seeds.between(0, 3_000)));
        table.term += seeds.oneIn(30) ? 1 : 0;
        Information before = table.now;
        List<Outcome> outcomes = seeds.oneIn(8) ? repeated() : table.entry(fresh());
        Invariants.hold(rules, before, table.now, outcomes);
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
