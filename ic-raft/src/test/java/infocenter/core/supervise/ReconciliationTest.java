package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.aborted;
import static infocenter.core.supervise.Scene.finished;
import static infocenter.core.supervise.Scene.has;
import static infocenter.core.supervise.Scene.interrupted;
import static infocenter.core.supervise.Scene.owed;
import static infocenter.core.supervise.Scene.run;
import static infocenter.core.supervise.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an answer makes of the table. Each condition is one whose absence the model in docs/spec/orders.pml catches. */
class ReconciliationTest {
    private static final XactionId X = new XactionId("x");
    private final Scene scene = Scene.empty().target(T1, 1, true);

    @Test
    void aListedOwedRunIsAcknowledged() {
        Scene owing = scene.row("x", owed(T1, 2));

        assertThat(commands(owing, owing, has("x")))
                .containsExactly(new Command.RecordAcknowledgements(
                        List.of(new Command.RecordAcknowledgements.Acknowledgement(X, T1, 1, 1))));
    }

    @Test
    void aRunDoesNotStartOnANodeThatLivesAsAnother() {
        // Caught by M_LATE_ACK.
        Scene owing = scene.row("x", owed(T1, 2)).target(T1, 2, true);

        assertThat(commands(owing, owing, has("x"))).isEmpty();
    }

    @Test
    void anInterruptedRunThatIsStillThereGoesOn() {
        Scene away = scene.row("x", interrupted(T1, 1, 2));

        assertThat(commands(away, away, has("x"))).singleElement().isInstanceOf(Command.RecordAcknowledgements.class);
    }

    @Test
    void aRunIsGoneOnlyWhenBothValuesBelieveInIt() {
        // Caught by M_ONE_VALUE: the acknowledgement was committed after the target had made its answer.
        Scene owing = scene.row("x", owed(T1, 2));
        Scene running = owing.row("x", running(T1, 2));

        assertThat(commands(owing, running, has())).isEmpty();
        assertThat(commands(scene, running, has())).isEmpty();
        assertThat(ends(commands(running, running, has())))
                .singleElement()
                .satisfies(end -> assertThat(end.how()).isEqualTo(RunEnd.How.GONE));
    }

    @Test
    void aRunOfWhichOnlyTheReportIsKeptIsNotGone() {
        // Caught by M_DROP_REPORT.
        Scene running = scene.row("x", running(T1, 2));
        Seen kept = new Seen(1, false, Map.of(X, new Seen.Listed(X, 1, true)), List.of(), List.of());

        assertThat(commands(running, running, kept)).isEmpty();
    }

    @Test
    void aKeptReportEndsItsRun() {
        Scene running = scene.row("x", running(T1, 2));

        assertThat(ends(commands(running, running, reports(1, ""))))
                .containsExactly(new RunEnd(X, T1, 1, 1, 7, RunEnd.How.FINISHED, "", new Counters(3, 0, 0, 0, 0, 0)));
        assertThat(ends(commands(running, running, reports(1, "disk full")))
                        .get(0)
                        .how())
                .isEqualTo(RunEnd.How.FAILED);
    }

    @Test
    void aReportOfAnotherAttemptOrOfAnEndedRunChangesNothing() {
        Scene again = scene.row("x", run(T1, 1, 2, 9, new RunState.Owed()));
        Scene over = scene.row("x", finished(T1, 2));

        assertThat(commands(again, again, reports(1, ""))).isEmpty();
        assertThat(commands(over, over, reports(1, ""))).isEmpty();
    }

    @Test
    void aStopThatIsObeyedEndsTheRunOnlyOnceTheInventoryLacksIt() {
        Scene aborting = scene.row("x", 9L, running(T1, 9));
        Seen stopping =
                new Seen(1, false, Map.of(X, new Seen.Listed(X, 1, false)), List.of(), List.of(new Seen.Stopped(X, 9)));
        Seen stopped = new Seen(1, false, Map.of(), List.of(), List.of(new Seen.Stopped(X, 9)));
        Seen older = new Seen(1, false, Map.of(), List.of(), List.of(new Seen.Stopped(X, 8)));

        assertThat(commands(aborting, aborting, stopping)).isEmpty();
        assertThat(ends(commands(aborting, aborting, stopped)))
                .singleElement()
                .satisfies(end -> assertThat(end.how()).isEqualTo(RunEnd.How.STOPPED));
        Scene justNow = scene.row("x", running(T1, 2));
        assertThat(commands(justNow, aborting, older))
                .as("an older stop says nothing")
                .allSatisfy(command -> assertThat(ends(List.of(command)))
                        .allSatisfy(end -> assertThat(end.how()).isEqualTo(RunEnd.How.GONE)));
    }

    @Test
    void whatTheTableDoesNotWantIsStopped() {
        Scene over = scene.row("x", aborted(T1, 9));

        assertThat(Reconciliation.of(over.information(), OrderBook.of(over.information()), T1, 4, has("x", "y"))
                        .unwanted())
                .containsExactly(
                        new Due.Stop(X, 1, 1, 9),
                        new Due.Stop(
                                new XactionId("y"), 1, 1, over.information().sequence()));
    }

    @Test
    void aRunThatFinishedWhileTheAnswerWasUnderWayIsNotStopped() {
        Scene over = scene.row("x", finished(T1, 2));

        assertThat(Reconciliation.of(over.information(), OrderBook.of(over.information()), T1, 4, has("x"))
                        .unwanted())
                .isEmpty();
    }

    @Test
    void anInterruptedRunIsStartedAgainWhereItIsMissing() {
        Scene away = scene.row("x", interrupted(T1, 1, 2));
        Scene elsewhere = scene.row("x", interrupted(T1, 1, 2)).target(T1, 2, true);
        Seen asTwo = new Seen(2, false, Map.of(), List.of(), List.of());

        assertThat(commands(away, away, has())).containsExactly(new Command.RestartRun(X, T1, 1, 1));
        assertThat(commands(scene, away, has()))
                .as("one value is not enough for the same incarnation")
                .isEmpty();
        assertThat(commands(elsewhere, elsewhere, asTwo)).containsExactly(new Command.RestartRun(X, T1, 1, 2));
    }

    @Test
    void anAnswerOfADownNodeOrANewProcessMarksItUpFirst() {
        Scene down = scene.row("x", interrupted(T1, 1, 2)).target(T1, 1, false);

        assertThat(commands(down, down, has("x"))).hasSize(2).startsWith(new Command.MarkNodeUp(T1, 1, 4));
        assertThat(commands(down, down, has()))
                .as("no restart before it is up")
                .containsExactly(new Command.MarkNodeUp(T1, 1, 4));
        assertThat(commands(scene, scene, new Seen(2, false, Map.of(), List.of(), List.of())))
                .containsExactly(new Command.MarkNodeUp(T1, 2, 4));
    }

    @Test
    void anAnswerOfAReplacedProcessChangesNothing() {
        Scene newer = scene.target(T1, 2, true).row("x", owed(T1, 2));

        assertThat(commands(newer, newer, has("x", "y"))).isEmpty();
    }

    @Test
    void aTargetThatStopsOnPurposeLeaves() {
        Scene going = scene.row("x", running(T1, 2));
        Seen busy = new Seen(1, true, Map.of(X, new Seen.Listed(X, 1, false)), List.of(), List.of());
        Scene left = going.target(T1, 1, false);

        assertThat(commands(going, going, busy)).containsExactly(new Command.LeaveNode(T1, 1));
        assertThat(commands(left, left, busy)).as("and does not come up again").isEmpty();
    }

    @Test
    void noLeaseWhileATargetHasWhatTheTableShowsEnded() {
        Scene over = scene.row("x", aborted(T1, 9));
        Scene aborting = scene.row("x", 9L, running(T1, 9));

        assertThat(renews(over, has("x"))).isFalse();
        assertThat(renews(over, has("unknown"))).isFalse();
        assertThat(renews(over, has())).isTrue();
        assertThat(renews(aborting, has("x"))).as("it may go on until it obeys").isTrue();
    }

    private static boolean renews(Scene scene, Seen seen) {
        return Reconciliation.of(scene.information(), OrderBook.of(scene.information()), T1, 4, seen)
                .renews();
    }

    private static Seen reports(int attempt, String error) {
        return new Seen(
                1,
                false,
                Map.of(X, new Seen.Listed(X, attempt, true)),
                List.of(new Seen.Report(X, attempt, 7, error, new Counters(3, 0, 0, 0, 0, 0))),
                List.of());
    }

    private static List<Command> commands(Scene before, Scene after, Seen seen) {
        return Reconciliation.of(before.information(), OrderBook.of(after.information()), T1, 4, seen)
                .commands();
    }

    private static List<RunEnd> ends(List<Command> commands) {
        return commands.stream()
                .filter(Command.RecordReports.class::isInstance)
                .flatMap(command -> ((Command.RecordReports) command).ends().stream())
                .toList();
    }
}
