package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.FeatureLevels;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitAnswer.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an older member could not apply never comes into the log, and what was with it does. */
class LevelGateTest {
    private final LevelGate gate = new LevelGate(
            new FeatureLevels(command -> command instanceof Command.SetIcSize ? 2 : 1), () -> Cluster.EMPTY);

    private static Batch batch(Command... commands) {
        List<Batch.Numbered> numbered = new java.util.ArrayList<>();
        for (Command command : commands) {
            numbered.add(new Batch.Numbered(numbered.size() + 4, command));
        }
        return new Batch(7, 4, numbered);
    }

    @Test
    void onlyTheCommandThatIsTooNewIsTakenOutAndEachGetsItsOwnOutcome() {
        Batch asked = batch(new Command.Tick(), new Command.SetIcSize(3), new Command.Expire(1));

        LevelGate.Passed passed = gate.pass(asked);

        assertThat(passed.batch())
                .isEqualTo(new Batch(
                        7, 4, List.of(asked.commands().get(0), asked.commands().get(2))));
        Outcome first = new Outcome.Applied(11, "");
        Outcome third = new Outcome.AlreadyDone(12, "");
        SubmitAnswer answer = passed.answer(new SubmitAnswer(Status.APPLIED, "", 3, 9, List.of(first, third)));
        assertThat(answer.outcomes()).hasSize(3).startsWith(first).endsWith(third);
        assertThat(answer.outcomes().get(1))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FEATURE_LEVEL));
        assertThat(passed.answer(SubmitAnswer.of(Status.UNKNOWN, "http://l")))
                .as("nothing is known of any")
                .isEqualTo(SubmitAnswer.of(Status.UNKNOWN, "http://l"));
    }

    @Test
    void aBatchOfNothingElseIsNotLoggedAtAll() {
        LevelGate.Passed passed = gate.pass(batch(new Command.SetIcSize(3)));

        assertThat(passed.nothingLeft()).isTrue();
        assertThat(passed.answer(new SubmitAnswer(Status.APPLIED, "", 0, 0, List.of()))
                        .outcomes())
                .hasSize(1);
        Batch usual = batch(new Command.Tick());
        assertThat(gate.pass(usual).batch()).isSameAs(usual);
        assertThat(gate.pass(batch()).nothingLeft()).isFalse();
    }
}
