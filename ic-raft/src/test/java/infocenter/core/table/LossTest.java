package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target goes, and each policy makes of it what it says: read with the commands of docs/spec/orders.pml. */
final class LossTest {
    private static final RunState ABORTED = new RunState.Aborted();

    private final Table table = Table.ready(
            TestLimits.of(limits -> {
                limits.kinds = TestKinds.ALL;
                limits.attempts = 2;
            }),
            2);

    @BeforeEach
    void oneOfEachPolicy() {
        table.register("again", "copy", "src", "dst");
        table.register("on", "read", "src");
        table.apply(new Command.CreateBucket(
                infocenter.core.bucket.BucketName.of("b3"), org.pcollections.TreePMap.empty()));
        table.register("all", "evict", "b3");
    }

    @Test
    void owedRunsStayOwedWhenTheirNodeGoesDown() {
        table.down("t1");
        for (String id : new String[] {"again", "on", "all"}) {
            assertThat(table.state(id, "t1")).isEqualTo(new RunState.Owed());
            assertThat(table.phase(id)).isEqualTo(Phase.CREATED);
        }
    }

    @Test
    void restartWaitsForItsTargetDuringTheWindowOfItsKind() {
        table.acknowledge("again", "t1");
        table.down("t1");
        assertThat(table.state("again", "t1")).isEqualTo(new RunState.Interrupted(table.elapsed + 20_000));
        assertThat(table.phase("again")).isEqualTo(Phase.RUNNING);
        assertThat(table.eventTypes()).contains("run.interrupted");
    }

    @Test
    void aNodeThatGoesAndComesDoesNotKeepTheWindowOpen() {
        table.acknowledge("again", "t1");
        table.down("t1");
        RunState first = table.state("again", "t1");
        table.pass(Duration.ofSeconds(5));
        table.up("t1", 2);
        table.pass(Duration.ofSeconds(5));
        table.down("t1");
        assertThat(table.state("again", "t1")).isEqualTo(first);
    }

    @Test
    void aWindowThatIsOverAbortsTheWholeByTheSystem() {
        table.acknowledge("again", "t1");
        table.acknowledge("again", "t2");
        table.down("t1");
        table.pass(Duration.ofSeconds(20).minusMillis(1));
        assertThat(table.expire()).isInstanceOf(Outcome.AlreadyDone.class);
        table.pass(Duration.ofMillis(1));
        assertThat(table.expire()).isInstanceOf(Outcome.Applied.class);
        assertThat(table.phase("again")).isEqualTo(Phase.ABORTING);
        assertThat(table.row("again").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.row("again").abort().caller().why()).contains("t1");
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
        assertThat(table.state("again", "t2")).isEqualTo(new RunState.Running());
        assertThat(table.expire()).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void continueGivesTheRunUpAndEndsWithAnError() {
        table.acknowledge("on", "t1");
        table.acknowledge("on", "t2");
        table.down("t1");
        long lost = table.run("on", "t1").sequence();
        assertThat(table.state("on", "t1")).isEqualTo(new RunState.Lost("silent"));
        assertThat(table.phase("on")).isEqualTo(Phase.RUNNING);
        assertThat(lost).isEqualTo(table.now.cluster().sequence());
        assertThat(table.run("on", "t1").endShownMillis()).isPositive();
        table.report("on", "t2", How.FINISHED);
        assertThat(table.phase("on")).isEqualTo(Phase.FINISHED);
        assertThat(table.row("on").end().error()).isEqualTo("t1: lost: silent");
        assertThat(table.row("on").end().cause()).isEqualTo(Origin.CLIENT);
    }

    @Test
    void continueWithEveryTargetLostIsOverAtOnce() {
        table.acknowledge("on", "t1");
        table.acknowledge("on", "t2");
        table.down("t1");
        table.down("t2");
        assertThat(table.phase("on")).isEqualTo(Phase.FINISHED);
        assertThat(table.row("on").end().error()).isEqualTo("t1: lost: silent; t2: lost: silent");
    }

    @Test
    void abortEndsTheWholeInTheSameApply() {
        table.acknowledge("all", "t1");
        table.acknowledge("all", "t2");
        table.down("t1");
        assertThat(table.state("all", "t1")).isEqualTo(new RunState.Lost("silent"));
        assertThat(table.phase("all")).isEqualTo(Phase.ABORTING);
        assertThat(table.row("all").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.row("all").abort().caller().why()).isEqualTo("target t1 was lost: silent");
        assertThat(table.run("all", "t2").sequence())
                .isEqualTo(table.row("all").abort().sequence());
        assertThat(table.eventTypes()).endsWith("run.lost", "xaction.aborting");
        table.report("all", "t2", How.STOPPED);
        assertThat(table.phase("all")).isEqualTo(Phase.ABORTED);
        assertThat(table.row("all").end().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.row("all").end().error()).isEqualTo("target t1 was lost: silent");
    }

    @Test
    void underAnIntentARunOnANodeThatGoesDownIsOver() {
        table.acknowledge("again", "t1");
        table.abort("again");
        table.down("t1");
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
        table.down("t2");
        assertThat(table.phase("again")).isEqualTo(Phase.ABORTED);
    }

    @Test
    void abortingWhileANodeIsDownEndsItsRunAtOnce() {
        table.acknowledge("again", "t2");
        table.down("t1");
        table.abort("again");
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
        assertThat(table.state("again", "t2")).isEqualTo(new RunState.Running());
        assertThat(table.run("again", "t1").sequence())
                .isEqualTo(table.row("again").abort().sequence());
        assertThat(table.run("again", "t2").sequence())
                .isEqualTo(table.row("again").abort().sequence());
    }

    @Test
    void abortingRunsOfAnOlderIncarnationEndsThemAtOnce() {
        table.acknowledge("again", "t1");
        table.up("t1", 2);
        table.abort("again");
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
        assertThat(table.phase("again")).isEqualTo(Phase.ABORTING);
    }

    @Test
    void abortingWithEveryTargetDownIsOverAtOnce() {
        table.down("t1");
        table.down("t2");
        table.abort("again");
        assertThat(table.phase("again")).isEqualTo(Phase.ABORTED);
        assertThat(table.row("again").end().cause()).isEqualTo(Origin.CLIENT);
        assertThat(table.eventTypes()).endsWith("xaction.aborted");
    }

    @Test
    void anotherIncarnationLosesRunsThatWereMeantForTheOlder() {
        for (String id : new String[] {"again", "on", "all"}) {
            table.acknowledge(id, "t1");
            table.acknowledge(id, "t2");
        }
        table.join(Table.target("t1", 2));
        assertThat(table.state("again", "t1")).isInstanceOf(RunState.Interrupted.class);
        assertThat(table.state("on", "t1")).isEqualTo(new RunState.Lost("restarted as incarnation 2"));
        assertThat(table.phase("all")).isEqualTo(Phase.ABORTING);
        for (String id : new String[] {"again", "on", "all"}) {
            assertThat(table.state(id, "t2")).isEqualTo(new RunState.Running());
        }
    }

    @Test
    void anotherIncarnationDoesNotTouchAFirstAttemptThatIsOwed() {
        table.join(Table.target("t1", 2));
        assertThat(table.state("again", "t1")).isEqualTo(new RunState.Owed());
        assertThat(table.run("again", "t1").incarnation()).isEqualTo(1);
    }

    @Test
    void anotherIncarnationLosesALaterAttemptThatIsOwed() {
        Table roomy = Table.ready(1);
        roomy.register("x1", "copy-bucket", "src", "dst");
        roomy.acknowledge("x1", "t1");
        roomy.report("x1", "t1", How.GONE);
        roomy.restart("x1", "t1");
        roomy.down("t1");
        assertThat(roomy.state("x1", "t1")).isEqualTo(new RunState.Owed());
        roomy.up("t1", 1);
        assertThat(roomy.state("x1", "t1")).isEqualTo(new RunState.Owed());
        roomy.up("t1", 2);
        assertThat(roomy.state("x1", "t1")).isInstanceOf(RunState.Interrupted.class);
        assertThat(roomy.restart("x1", "t1")).isInstanceOf(Outcome.Applied.class);
        assertThat(roomy.run("x1", "t1").attempt()).isEqualTo(3);
        assertThat(roomy.run("x1", "t1").incarnation()).isEqualTo(2);
    }

    @Test
    void anotherIncarnationUnderAnIntentEndsTheRun() {
        table.abort("again");
        table.up("t1", 2);
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
        assertThat(table.state("again", "t2")).isEqualTo(new RunState.Owed());
    }

    @Test
    void theSameIncarnationLosesNothing() {
        table.acknowledge("on", "t1");
        table.apply(new Command.SetMaintenance(table.node("t1").id(), Command.SetMaintenance.Wish.BEGIN));
        assertThat(table.state("on", "t1")).isEqualTo(new RunState.Running());
    }

    @Test
    void aTargetThatLeavesHasStoppedItsRuns() {
        table.acknowledge("on", "t1");
        table.apply(new Command.LeaveNode(table.node("t1").id(), 1));
        assertThat(table.state("on", "t1")).isEqualTo(new RunState.Lost("it left"));
    }

    @Test
    void theLastAttemptIsNotFollowedByAnother() {
        table.acknowledge("again", "t1");
        table.report("again", "t1", How.GONE);
        table.restart("again", "t1");
        table.acknowledge("again", "t1");
        table.report("again", "t1", How.GONE);
        assertThat(table.state("again", "t1")).isEqualTo(new RunState.Lost("its run was gone"));
        assertThat(table.phase("again")).isEqualTo(Phase.ABORTING);
    }

    @Test
    void endlessReasonsAreCut() {
        table.acknowledge("all", "t1");
        table.apply(new Command.MarkNodeDown(table.node("t1").id(), 1, table.term, "y".repeat(5_000)));
        assertThat(table.state("all", "t1")).isEqualTo(new RunState.Lost("y".repeat(1_024)));
        assertThat(table.row("all").abort().caller().why()).hasSize(1_024);
    }

    @Test
    void anInterruptedRunMayStillReport() {
        table.acknowledge("again", "t1");
        table.acknowledge("again", "t2");
        table.down("t1");
        table.report("again", "t1", How.FINISHED);
        assertThat(table.state("again", "t1")).isEqualTo(new RunState.Finished());
    }

    @Test
    void runsOfAForgottenNodeEndWithTheAbort() {
        table.acknowledge("again", "t1");
        table.down("t1");
        table.apply(new Command.EvictNode(table.node("t1").id(), 1));
        table.apply(new Command.ProposePlacement(
                2, java.util.List.of(table.node("t2").id())));
        table.apply(new Command.ActivatePlacement(2));
        table.apply(new Command.ForgetNode(table.node("t1").id()));
        table.abort("again");
        assertThat(table.state("again", "t1")).isEqualTo(ABORTED);
    }
}
