package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static infocenter.gateway.supervise.Stage.T2;
import static infocenter.gateway.supervise.Stage.T3;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.command.Command;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The leader and scripted targets over the real core, in virtual time. */
class SupervisorTest {
    private static final Duration BLINK = Duration.ofMillis(300);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stage stage = new Stage();

    @Test
    void aStartThatNobodyBroadcastIsDeliveredAcknowledgedAndFinished() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
        assertThat(stage.state("x", T3)).isInstanceOf(RunState.Running.class);

        stage.finishEverywhere("x");
        stage.pass(SECOND.multipliedBy(2));

        assertThat(stage.phase("x")).isEqualTo(Phase.FINISHED);
        assertThat(stage.target(T1).reports()).as("told that it is committed").isEmpty();
    }

    @Test
    void anAbortReachesTheTargetsAtOnce() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));

        stage.table.abort("x");
        stage.pass(BLINK);

        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
        assertThat(stage.target(T2).runs("x")).isFalse();
    }

    @Test
    void anAbortWaitsForATargetThatIsAwayUntilItIsOutOfItsLease() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T2);
        stage.table.abort("x");

        stage.pass(SECOND.multipliedBy(10));
        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTING);
        stage.pass(SECOND.multipliedBy(10));

        assertThat(stage.table.node(T2).state()).isEqualTo(NodeState.DOWN);
        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
    }

    @Test
    void aTargetThatComesBackAnHourAfterTheAbortHasNoFurtherEffectAndIsStopped() {
        awayForAnHour();
    }

    @Test
    void soItIsWhenAnOlderXactionHoldsTheFloor() {
        stage.list("old");
        stage.pass(SECOND.multipliedBy(2));
        awayForAnHour();
    }

    private void awayForAnHour() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T2);
        stage.table.abort("x");
        stage.pass(HOUR);
        assertThat(stage.target(T2).runs("x"))
                .as("it knows nothing of the abort")
                .isTrue();

        stage.network.mend(T2);
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.target(T2).runs("x")).isFalse();
        assertThat(stage.target(T2).leaseHeld()).isTrue();
        assertThat(stage.table.node(T2).up()).isTrue();
    }

    @Test
    void theNextLeaderFinishesAnAbort() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.table.abort("x");
        stage.leader.follow();
        stage.table.term(2);
        Supervisor next = stage.supervisor();
        next.lead(2);

        stage.pass(SECOND.multipliedBy(3));

        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
        assertThat(stage.target(T1).leaseHeld()).isTrue();
    }

    @Test
    void aDeposedLeaderThatDoesNotKnowItDoesNoHarm() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.table.term(2);
        stage.supervisor().lead(2);

        // Both go on for a long time; the stage checks every effect and every node marked down.
        stage.pass(Duration.ofMinutes(2));

        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
        assertThat(stage.table.node(T1).up()).isTrue();
        assertThat(stage.target(T1).leaseHeld()).isTrue();
    }

    @Test
    void lostAnswersDoNotStretchALease() {
        long before = stage.target(T1).leaseUntilNanos();
        stage.network.answersLost.add(T1);
        stage.network.detourLost.add(T1);

        stage.pass(SECOND.multipliedBy(11));
        assertThat(stage.target(T1).leaseHeld()).isFalse();
        assertThat(stage.target(T1).leaseUntilNanos() - before)
                .isLessThanOrEqualTo(SECOND.multipliedBy(1).toNanos());
        assertThat(stage.table.node(T1).up()).as("not before lease + margin").isTrue();

        stage.pass(SECOND.multipliedBy(6));
        assertThat(stage.table.node(T1).up()).isFalse();
    }

    @Test
    void aRunThatItsTargetHasLostIsStartedAgainThere() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));

        stage.target(T1).lose("x");
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.table.run("x", T1).attempt()).isEqualTo(2);
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Running.class);
        assertThat(stage.table.run("x", T2).attempt()).isEqualTo(1);
    }

    @Test
    void policyRestartStartsARunAgainWhenItsTargetHasRestarted() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));

        stage.target(T1).restart();
        stage.table.target(T1, 2);
        stage.pass(SECOND.multipliedBy(4));

        assertThat(stage.table.run("x", T1).attempt()).isEqualTo(2);
        assertThat(stage.table.run("x", T1).incarnation()).isEqualTo(2);
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Running.class);
        stage.finishEverywhere("x");
        stage.pass(SECOND.multipliedBy(3));
        assertThat(stage.phase("x")).isEqualTo(Phase.FINISHED);
    }

    @Test
    void policyRestartGoesOnWhenTheSameProcessComesBackInTime() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T1);
        stage.pass(SECOND.multipliedBy(25));
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Interrupted.class);

        stage.network.mend(T1);
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Running.class);
        assertThat(stage.table.run("x", T1).attempt()).isEqualTo(1);
    }

    @Test
    void policyRestartAbortsWhenTheWindowIsOver() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T1);

        // Lease, margin, reach, window and stop: the bound that the kind prints, and two seconds of ticks.
        stage.pass(SECOND.multipliedBy(15 + 2 + 30 + 2 + 2));

        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
        assertThat(stage.table.row("x").end().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(stage.target(T2).runs("x")).isFalse();
    }

    @Test
    void policyContinueLosesThatRunAlone() {
        stage.list("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T1);
        stage.pass(SECOND.multipliedBy(20));
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Lost.class);
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);

        stage.network.mend(T1);
        stage.pass(SECOND.multipliedBy(5));
        assertThat(stage.target(T1).runs("x")).as("stopped when it came back").isFalse();

        stage.finishEverywhere("x");
        stage.pass(SECOND.multipliedBy(3));
        assertThat(stage.phase("x")).isEqualTo(Phase.FINISHED);
        assertThat(stage.table.row("x").end().error()).contains("t1");
    }

    @Test
    void startByAbortsWhatATargetDoesNotStart() {
        stage.target(T2).refuse();
        stage.copy("x");

        stage.pass(SECOND.multipliedBy(4));
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
        stage.pass(SECOND.multipliedBy(4));

        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
        assertThat(stage.table.row("x").abort().caller().why()).contains("t2");
    }

    @Test
    void startByWaitsForASilentTargetUntilItIsDown() {
        stage.network.cut(T2);
        stage.copy("x");

        stage.pass(SECOND.multipliedBy(10));
        assertThat(stage.table.row("x").abort()).isNull();
        stage.pass(SECOND.multipliedBy(10));

        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
    }

    @Test
    void aFrozenTargetDelaysNobodyElse() {
        stage.network.cut(T1);
        stage.pass(SECOND.multipliedBy(2));
        stage.copy("x");
        stage.table.abort("x");
        stage.copy("y");

        stage.pass(SECOND.multipliedBy(2));

        assertThat(stage.state("y", T2)).isInstanceOf(RunState.Running.class);
        assertThat(stage.state("x", T3)).isInstanceOf(RunState.Aborted.class);
        assertThat(stage.target(T2).leaseHeld()).isTrue();
    }

    @Test
    void aTargetThatOnlyAnotherGatewayReachesStaysUp() {
        stage.table.gateway(new NodeId("g2"), 1);
        stage.network.requestsLost.add(T1);

        stage.pass(Duration.ofMinutes(2));

        assertThat(stage.network.detoured).isNotEmpty();
        assertThat(stage.table.node(T1).up()).isTrue();
        assertThat(stage.target(T1).leaseHeld()).isTrue();

        stage.network.requestsLost.remove(T1);
        stage.pass(SECOND.multipliedBy(20));
        int detoured = stage.network.detoured.size();
        stage.pass(SECOND.multipliedBy(20));
        assertThat(stage.network.detoured).as("the direct way again").hasSize(detoured);
    }

    @Test
    void aTargetThatNoGatewayReachesIsMarkedDown() {
        stage.table.gateway(new NodeId("g2"), 1);
        stage.network.cut(T1);

        stage.pass(SECOND.multipliedBy(19));

        assertThat(stage.network.detoured).as("asked, and once more at most").hasSizeBetween(1, 2);
        assertThat(stage.table.node(T1).up()).isFalse();
    }

    @Test
    void nothingIsAcknowledgedWhileItsOwnMarkIsUnderWay() {
        stage.table.hold(command -> command instanceof Command.MarkNodeDown);
        stage.network.cut(T1);
        stage.pass(SECOND.multipliedBy(18));
        stage.network.mend(T1);

        stage.pass(SECOND.multipliedBy(5));
        assertThat(stage.target(T1).leaseHeld())
                .as("answers, but gets no lease")
                .isFalse();

        // Applied only now; the stage checks that the target is out of its lease.
        stage.table.release();
        stage.pass(SECOND.multipliedBy(3));
        assertThat(stage.table.node(T1).up()).isTrue();
        assertThat(stage.target(T1).leaseHeld()).isTrue();
    }

    @Test
    void aLeaderThatSleptMarksNobodyDownWhoAnswers() {
        stage.turns.freeze(SECOND.multipliedBy(40));
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.table.node(T1).up()).isTrue();
        assertThat(stage.target(T1).leaseHeld()).isTrue();
    }

    @Test
    void withoutAMajorityNothingIsDecided() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        stage.table.available(false);
        stage.pass(Duration.ofMinutes(1));
        assertThat(stage.target(T1).leaseHeld()).isFalse();

        stage.table.available(true);
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
        assertThat(stage.target(T1).leaseHeld()).isTrue();
    }

    @Test
    void thePlacementIsProposedAndActivated() {
        assertThat(stage.table.information().cluster().active().targets()).isEqualTo(List.of(T1, T2, T3));
    }

    @Test
    void aTargetThatStopsOnPurposeIsDownAtOnce() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));

        stage.target(T1).stopping();
        stage.pass(SECOND.multipliedBy(2));

        assertThat(stage.table.node(T1).state()).isEqualTo(NodeState.DOWN);
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Interrupted.class);
    }

    @Test
    void progressIsSampled() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));

        stage.target(T1).count("x", 7);
        stage.pass(SECOND.multipliedBy(4));

        assertThat(stage.table.run("x", T1).counters().localObjects()).isEqualTo(7);
    }

    @Test
    void aSilentGatewayIsMarkedDownAndUpAgainWhenHeard() {
        var g2 = new NodeId("g2");
        stage.table.gateway(g2, 1);
        stage.network.silentGateways.add(g2);
        stage.pass(SECOND.multipliedBy(20));
        assertThat(stage.table.node(g2).up()).isFalse();

        stage.network.silentGateways.remove(g2);
        stage.pass(SECOND.multipliedBy(20));
        assertThat(stage.table.node(g2).up()).isTrue();
    }

    @Test
    void aDeadlineAborts() {
        stage.table.start("x", "copy-bucket", Stage.START_BY, Duration.ofSeconds(30), "a", "b");
        stage.pass(SECOND.multipliedBy(28));
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);

        stage.pass(SECOND.multipliedBy(4));
        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
    }

    @Test
    void anIdleClusterSendsOneRequestASecondToEachTarget() {
        int before = stage.target(T1).requests();
        stage.pass(SECOND.multipliedBy(20));

        assertThat(stage.target(T1).requests() - before).isBetween(19, 21);
    }
}
