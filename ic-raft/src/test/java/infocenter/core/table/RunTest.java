package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordProgress.Progress;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunTest {
    private static final Counters SOME = new Counters(1, 2, 3, 4, 5, 6);

    private final Table table = Table.ready(2);

    @BeforeEach
    void oneXaction() {
        table.register("x1", "copy-bucket", "src", "dst");
    }

    @Test
    void anAcknowledgedRunRunsAndStartsOnce() {
        table.pass(Duration.ofSeconds(1));
        assertThat(table.acknowledge("x1", "t1")).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, ""));
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Running());
        assertThat(table.row("x1").acknowledged()).isTrue();
        assertThat(table.run("x1", "t1").startShownMillis()).isEqualTo(1_700_000_000_000L + table.elapsed);
        assertThat(table.eventTypes()).endsWith("xaction.running");
        assertThat(table.acknowledge("x1", "t1")).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), ""));
    }

    @Test
    void aRunBecomesRunningOnlyAsItsAttemptOfItsIncarnation() {
        Information before = table.now;
        assertThat(acknowledge("x1", "t1", 2, 1)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(acknowledge("x1", "t1", 1, 2)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(acknowledge("x1", "t9", 1, 1)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(acknowledge("x9", "t1", 1, 1)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.now.xactions()).isEqualTo(before.xactions());
    }

    @Test
    void aRunOnANodeThatIsNotUpStaysOwed() {
        table.down("t1");
        assertThat(table.acknowledge("x1", "t1")).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Owed());

        table.up("t1", 2);
        assertThat(acknowledge("x1", "t1", 1, 1)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Owed());
        assertThat(table.phase("x1")).isEqualTo(Phase.CREATED);
    }

    @Test
    void anAcknowledgementAfterTheAbortChangesNothing() {
        table.abort("x1");
        assertThat(table.acknowledge("x1", "t1")).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Owed());
        assertThat(table.row("x1").acknowledged()).isFalse();
    }

    @Test
    void severalAcknowledgementsCountEachForItself() {
        Acknowledgement good = new Acknowledgement(new XactionId("x1"), new NodeId("t2"), 1, 1);
        Acknowledgement stale = new Acknowledgement(new XactionId("x1"), new NodeId("t1"), 7, 1);
        assertThat(table.apply(new Command.RecordAcknowledgements(List.of(good, stale))))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(table.state("x1", "t2")).isEqualTo(new RunState.Running());
        assertThat(table.apply(new Command.RecordAcknowledgements(List.of()))).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void progressIsTakenFromRunningRunsOnly() {
        assertThat(progress("t1", 1, 1, SOME, 9, true)).isInstanceOf(Outcome.AlreadyDone.class);
        table.acknowledge("x1", "t1");
        int events = table.now.events().size();
        assertThat(progress("t1", 1, 1, SOME, 9, true)).isEqualTo(new Outcome.Applied(table.now.sequence(), ""));
        assertThat(table.run("x1", "t1").counters()).isEqualTo(SOME);
        assertThat(table.run("x1", "t1").plannedObjects()).isEqualTo(9);
        assertThat(table.run("x1", "t1").idle()).isTrue();
        assertThat(table.row("x1").counters()).isEqualTo(SOME);
        assertThat(table.now.events()).hasSize(events);
        assertThat(progress("t1", 1, 1, SOME, 9, true)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(progress("t1", 2, 1, new Counters(9, 9, 9, 9, 9, 9), 9, true))
                .isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(progress("t1", 1, 2, new Counters(9, 9, 9, 9, 9, 9), 9, true))
                .isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(progress("t1", 1, 1, SOME, 9, false)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void countersNeverFallWithinAnAttempt() {
        table.acknowledge("x1", "t1");
        progress("t1", 1, 1, SOME, 9, false);
        for (Counters lower : List.of(
                new Counters(0, 9, 9, 9, 9, 9),
                new Counters(9, 1, 9, 9, 9, 9),
                new Counters(9, 9, 2, 9, 9, 9),
                new Counters(9, 9, 9, 3, 9, 9),
                new Counters(9, 9, 9, 9, 4, 9),
                new Counters(9, 9, 9, 9, 9, 5))) {
            assertThat(progress("t1", 1, 1, lower, 9, false)).isInstanceOf(Outcome.AlreadyDone.class);
        }
        assertThat(table.run("x1", "t1").counters()).isEqualTo(SOME);
        report("t1", 1, 1, 3, How.FINISHED, new Counters(0, 0, 0, 0, 0, 0));
        assertThat(table.run("x1", "t1").counters()).isEqualTo(SOME);
    }

    @Test
    void countersAddUpOneByOne() {
        assertThat(SOME.plus(new Counters(10, 20, 30, 40, 50, 60))).isEqualTo(new Counters(11, 22, 33, 44, 55, 66));
    }

    @Test
    void aReportEndsARunOnceAndKeepsWhatItSaid() {
        table.acknowledge("x1", "t1");
        table.pass(Duration.ofSeconds(3));
        assertThat(report("t1", 1, 1, 4, How.FINISHED, SOME)).isEqualTo(new Outcome.Applied(table.now.sequence(), ""));
        Run run = table.run("x1", "t1");
        assertThat(run.state()).isEqualTo(new RunState.Finished());
        assertThat(run.counters()).isEqualTo(SOME);
        assertThat(run.reportSequence()).isEqualTo(4);
        assertThat(run.endShownMillis()).isEqualTo(1_700_000_000_000L + table.elapsed);
        assertThat(report("t1", 1, 1, 5, How.FAILED, SOME))
                .isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), ""));
        assertThat(table.run("x1", "t1")).isEqualTo(run);
    }

    @Test
    void aReportCountsAlsoWhenTheStartWasNeverAcknowledged() {
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.phase("x1")).isEqualTo(Phase.RUNNING);
        table.report("x1", "t2", How.FINISHED);
        assertThat(table.phase("x1")).isEqualTo(Phase.FINISHED);
    }

    @Test
    void lateRepeatedAndForgedReportsChangeNothing() {
        Information before = table.now;
        for (How how : How.values()) {
            assertThat(report("t1", 2, 1, 1, how, SOME)).isInstanceOf(Outcome.AlreadyDone.class);
            assertThat(report("t1", 1, 2, 1, how, SOME)).isInstanceOf(Outcome.AlreadyDone.class);
            assertThat(report("t9", 1, 1, 1, how, SOME)).isInstanceOf(Outcome.AlreadyDone.class);
        }
        assertThat(table.apply(new Command.RecordReports(
                        List.of(new RunEnd(new XactionId("x9"), new NodeId("t1"), 1, 1, 1, How.FINISHED, "", SOME)))))
                .isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.now.xactions()).isEqualTo(before.xactions());
    }

    @Test
    void aFailedRunDoesNotStopTheOthersAndIsTheError() {
        table.report("x1", "t1", How.FAILED);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Failed("disk full"));
        assertThat(table.phase("x1")).isEqualTo(Phase.RUNNING);
        report("t2", 1, 1, 1, How.FAILED, SOME);
        assertThat(table.phase("x1")).isEqualTo(Phase.FINISHED);
        assertThat(table.row("x1").end().error()).isEqualTo("t1: disk full; t2: failed");
    }

    @Test
    void anAcceptedAbortWinsOverAReportThatComesAfterIt() {
        table.abort("x1");
        report("t1", 1, 1, 1, How.FINISHED, SOME);
        report("t2", 1, 1, 1, How.FAILED, SOME);

        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Aborted());
        assertThat(table.state("x1", "t2")).isEqualTo(new RunState.Aborted());
        assertThat(table.run("x1", "t1").counters()).isEqualTo(SOME);
        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTED);
    }

    @Test
    void aStopCountsOnlyUnderAnIntent() {
        assertThat(table.report("x1", "t1", How.STOPPED)).isInstanceOf(Outcome.AlreadyDone.class);
        table.abort("x1");
        assertThat(table.report("x1", "t1", How.STOPPED)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Aborted());
        assertThat(table.row("x1").acknowledged()).isFalse();
    }

    @Test
    void onlyARunningRunCanBeGone() {
        assertThat(table.report("x1", "t1", How.GONE)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Owed());
        table.acknowledge("x1", "t1");
        assertThat(table.report("x1", "t1", How.GONE)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Interrupted(table.elapsed + 30_000));
        table.pass(Duration.ofSeconds(5));
        assertThat(table.report("x1", "t1", How.GONE)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Interrupted(table.elapsed + 25_000));
    }

    @Test
    void aGoneRunOfAnAbortedXactionIsAborted() {
        table.acknowledge("x1", "t1");
        table.abort("x1");
        assertThat(table.report("x1", "t2", How.GONE)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.report("x1", "t1", How.GONE)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Aborted());
    }

    @Test
    void anInterruptedRunGoesOnWhenItsIncarnationStillHasIt() {
        table.acknowledge("x1", "t1");
        long started = table.run("x1", "t1").startShownMillis();
        table.down("t1");
        table.pass(Duration.ofSeconds(2));
        assertThat(table.acknowledge("x1", "t1")).isInstanceOf(Outcome.AlreadyDone.class);
        table.up("t1", 1);
        assertThat(table.acknowledge("x1", "t1")).isInstanceOf(Outcome.Applied.class);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Running());
        assertThat(table.run("x1", "t1").startShownMillis()).isEqualTo(started);
        assertThat(table.eventTypes()).endsWith("run.resumed");
    }

    @Test
    void anInterruptedRunStartsAgainAsTheNextAttempt() {
        table.acknowledge("x1", "t1");
        report("t1", 1, 1, 0, How.GONE, SOME);
        table.pass(Duration.ofSeconds(1));

        assertThat(table.restart("x1", "t1")).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "x1"));
        Run run = table.run("x1", "t1");
        assertThat(run.state()).isEqualTo(new RunState.Owed());
        assertThat(run.attempt()).isEqualTo(2);
        assertThat(run.sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(run.startByMillis()).isEqualTo(table.elapsed + 5_000);
        assertThat(run.counters()).isEqualTo(Counters.ZERO);
        assertThat(run.reportSequence()).isZero();
        assertThat(table.phase("x1")).isEqualTo(Phase.RUNNING);
        assertThat(table.eventTypes()).endsWith("run.restarted");
        assertThat(table.now.events().lastEntry().getValue().detail()).isEqualTo("t1: attempt 2");
        assertThat(restart("x1", "t1", 1, 1)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.acknowledge("x1", "t1")).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aRestartSaysWhichRuleItBroke() {
        assertThat(Refusals.refusal(restart("x9", "t1", 1, 1))).isEqualTo(Reason.NO_SUCH_XACTION + " x9");
        assertThat(Refusals.refusal(restart("x1", "t9", 1, 1))).isEqualTo(Reason.NO_SUCH_NODE + " t9");
        assertThat(Refusals.refusal(restart("x1", "g1", 1, 1))).isEqualTo(Reason.NO_SUCH_NODE + " g1");
        assertThat(Refusals.reason(restart("x1", "t1", 1, 1))).isEqualTo(Reason.WRONG_STATE);
        assertThat(Refusals.reason(restart("x1", "t1", 2, 1))).isEqualTo(Reason.WRONG_VERSION);
        table.acknowledge("x1", "t1");
        table.down("t1");
        assertThat(Refusals.refusal(restart("x1", "t1", 1, 1))).isEqualTo(Reason.TARGET_DOWN + " t1");
        table.up("t1", 2);
        assertThat(Refusals.refusal(restart("x1", "t1", 1, 1))).isEqualTo(Reason.STALE_INCARNATION + " t1");
        table.up("t1", 3);
        assertThat(restart("x1", "t1", 1, 3)).isInstanceOf(Outcome.Applied.class);
        assertThat(Refusals.reason(restart("x1", "t1", 1, 4))).isEqualTo(Reason.WRONG_VERSION);
    }

    @Test
    void nothingStartsAgainUnderAnIntentOrAfterTheEnd() {
        table.acknowledge("x1", "t1");
        table.report("x1", "t1", How.GONE);
        table.abort("x1");
        assertThat(Refusals.reason(restart("x1", "t1", 1, 1))).isEqualTo(Reason.WRONG_STATE);
        table.report("x1", "t1", How.STOPPED);
        table.report("x1", "t2", How.STOPPED);
        assertThat(Refusals.reason(restart("x1", "t1", 1, 1))).isEqualTo(Reason.ALREADY_ENDED);
    }

    private Outcome acknowledge(String id, String target, long incarnation, int attempt) {
        return table.apply(new Command.RecordAcknowledgements(
                List.of(new Acknowledgement(new XactionId(id), new NodeId(target), incarnation, attempt))));
    }

    private Outcome progress(
            String target, long incarnation, int attempt, Counters counters, long planned, boolean idle) {
        return table.apply(new Command.RecordProgress(List.of(
                new Progress(new XactionId("x1"), new NodeId(target), incarnation, attempt, counters, planned, idle))));
    }

    private Outcome report(String target, long incarnation, int attempt, long sequence, How how, Counters counters) {
        return table.apply(new Command.RecordReports(List.of(new RunEnd(
                new XactionId("x1"), new NodeId(target), incarnation, attempt, sequence, how, "", counters))));
    }

    private Outcome restart(String id, String target, int attempt, long incarnation) {
        return table.apply(new Command.RestartRun(new XactionId(id), new NodeId(target), attempt, incarnation));
    }
}
