package infocenter.check;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.check.Operation.Body;
import infocenter.check.Operation.Level;
import infocenter.check.Operation.Op;
import infocenter.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search says what trying every order says. */
class OrderSearchTest {
    private static final int HISTORIES = 4_000;
    private static final int STEPS_MAX = 6;
    private static final Rules RULES = new Rules(false, false);

    @Test
    void itFindsAnOrderWheneverThereIsOne() {
        int explained = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Row row = random(seed);

            boolean found = new OrderSearch(row, RULES).breach() == null;

            boolean one = someOrder(row.rules(RULES), States.ABSENT, new ArrayList<>(row.steps()));
            assertThat(found).as("seed " + seed + ": " + row.steps()).isEqualTo(one);
            explained += one ? 1 : 0;
        }
        assertThat(explained).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    }

    /** By definition: some step that nobody was answered before comes first, and the others can follow. */
    private static boolean someOrder(RowRules rules, States now, List<Step> left) {
        if (left.stream().noneMatch(Step::answered)) {
            return true;
        }
        for (Step next : left) {
            boolean overtaken = left.stream()
                    .anyMatch(other ->
                            other.answered() && other.of().back() < next.of().call());
            States after = rules.after(now, next);
            if (!overtaken && !after.none()) {
                List<Step> rest = new ArrayList<>(left);
                rest.remove(next);
                if (someOrder(rules, after, rest)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Row random(int seed) {
        Random random = new Random(seed);
        Row row = new Row("A");
        if (random.nextInt(4) == 0) {
            row.abortsByItself();
        }
        int steps = 2 + random.nextInt(STEPS_MAX - 1);
        for (int i = 0; i < steps; i++) {
            row.steps().add(step(i, random));
        }
        return row;
    }

    private static Step step(int number, Random random) {
        boolean first = number == 0 || random.nextInt(5) == 0;
        boolean answered = random.nextInt(4) > 0;
        long call = first ? random.nextInt(4) : random.nextInt(12);
        RowState[] live = {RowState.CREATED, RowState.RUNNING, RowState.ABORTING, RowState.FINISHED, RowState.ABORTED};
        States told = States.of(live[random.nextInt(live.length)]);
        if (first) {
            Operation start = operation(number, Op.START, answered, call, call + random.nextInt(5));
            Boolean created = random.nextInt(3) == 0 ? null : number == 0;
            return new Step(start, Step.Kind.START, answered, States.NONE, created);
        }
        if (random.nextInt(3) == 0) {
            Operation abort = operation(number, Op.ABORT, answered, call, call + random.nextInt(5));
            States state = answered && random.nextBoolean()
                    ? random.nextBoolean() ? States.of(RowState.ABORTING) : told
                    : States.NONE;
            return new Step(abort, Step.Kind.ABORT, answered, state, null);
        }
        Operation look = operation(number, Op.STATUS, true, call, call + random.nextInt(5));
        return Step.read(look, random.nextInt(8) == 0 ? States.GONE : told);
    }

    private static Operation operation(int number, Op op, boolean answered, long call, long back) {
        return new Operation(
                number,
                number,
                "",
                op,
                "A",
                "",
                "",
                new Body("", ""),
                call,
                back,
                answered ? Outcome.OK : Outcome.INFO,
                Level.LINEARIZABLE,
                false,
                false,
                null,
                List.of(),
                false,
                null);
    }
}
