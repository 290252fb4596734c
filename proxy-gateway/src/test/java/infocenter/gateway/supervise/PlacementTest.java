package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static infocenter.gateway.supervise.Stage.T2;
import static infocenter.gateway.supervise.Stage.T3;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Targets that come, go and stay away: what the leader makes of the places of objects, in virtual time over the real core. */
class PlacementTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final NodeId T4 = new NodeId("t4");

    private final Stage stage = new Stage();

    @Test
    void aFourthTargetGetsItsPlaceAndARebalanceRunsByItself() {
        join(T4);
        stage.pass(SECOND.multipliedBy(4));

        assertThat(cluster().active().targets()).containsExactly(T1, T2, T3, T4);
        assertThat(stage.phase("g2")).isEqualTo(Phase.RUNNING);
        assertThat(stage.table.row("g2").origin()).isEqualTo(Origin.SYSTEM);
        assertThat(stage.table.row("g2").runs().keySet()).containsExactly(T1, T2, T3, T4);
        assertThat(cluster().former()).hasSize(1);

        stage.finishEverywhere("g2");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(stage.phase("g2")).isEqualTo(Phase.FINISHED);
        assertThat(stage.balanced()).isTrue();
        assertThat(cluster().former()).isEmpty();

        stage.pass(MINUTE);
        assertThat(stage.table.information().xactions().rows()).as("once").hasSize(1);
    }

    @Test
    void aPlacementIsNotActiveBeforeEveryTargetThatIsUpHasTakenItOver() {
        stage.network.cut(T2);
        join(T4);
        stage.pass(SECOND.multipliedBy(8));
        assertThat(cluster().proposed().version()).isEqualTo(2);
        assertThat(cluster().active().version())
                .as("t2 may still be in its lease")
                .isEqualTo(1);

        stage.pass(SECOND.multipliedBy(12));
        assertThat(stage.table.node(T2).state()).isEqualTo(NodeState.DOWN);
        assertThat(stage.target(T2).leaseHeld()).isFalse();
        assertThat(cluster().active().version()).isEqualTo(2);
    }

    @Test
    void aTargetThatStaysAwayIsEvictedAndFindsItsPlaceAgain() {
        stage.network.cut(T2);
        stage.pass(SECOND.multipliedBy(70));
        assertThat(stage.table.node(T2).state()).isEqualTo(NodeState.DOWN);
        assertThat(cluster().active().targets()).contains(T2);

        stage.pass(SECOND.multipliedBy(15));
        assertThat(stage.table.node(T2).state()).isEqualTo(NodeState.EVICTED);
        assertThat(cluster().active().targets()).containsExactly(T1, T3);
        stage.finishEverywhere("g2");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(stage.phase("g2")).isEqualTo(Phase.FINISHED);
        assertThat(cluster().former()).as("t2 has objects that nobody else has").hasSize(1);

        stage.network.mend(T2);
        stage.pass(SECOND.multipliedBy(10));
        assertThat(cluster().active().targets()).containsExactly(T1, T2, T3);
        assertThat(stage.target(T2).leaseHeld()).isTrue();
        stage.finishEverywhere("g3");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(cluster().former()).isEmpty();
    }

    @Test
    void theNextLeaderCountsOnWhereTheLastOneStopped() {
        stage.network.cut(T2);
        stage.pass(SECOND.multipliedBy(60));
        stage.leader.follow();
        stage.table.term(2);
        stage.network = stage.network(() -> Duration.ofMillis(2));
        stage.network.cut(T2);
        stage.supervisor().lead(2);

        stage.pass(SECOND.multipliedBy(25));
        assertThat(stage.table.node(T2).state()).isEqualTo(NodeState.EVICTED);
    }

    @Test
    void whatRunsIsWaitedForAndNothingNewIsLetIn() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        join(T4);
        stage.pass(MINUTE);
        assertThat(stage.table.information().xactions().activeOf("rebalance")).isZero();
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);

        stage.finishEverywhere("x");
        stage.pass(SECOND.multipliedBy(4));
        assertThat(stage.phase("x")).isEqualTo(Phase.FINISHED);
        assertThat(stage.phase("g2")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whatRunsForTooLongIsAbortedHoweverOftenTheMapChanges() {
        stage.copy("x");
        stage.pass(SECOND.multipliedBy(2));
        join(T4);
        stage.pass(SECOND.multipliedBy(100));
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
        maintain(T4, Wish.BEGIN);
        stage.pass(SECOND.multipliedBy(25));

        assertThat(cluster().active().version()).isEqualTo(3);
        assertThat(stage.phase("x")).isEqualTo(Phase.ABORTED);
        assertThat(stage.table.row("x").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(stage.phase("g3")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aChangeWhileObjectsMoveEndsTheOlderRebalanceAndBeginsANewOne() {
        join(T4);
        stage.pass(SECOND.multipliedBy(4));
        maintain(T1, Wish.BEGIN);
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.phase("g2")).isEqualTo(Phase.ABORTED);
        assertThat(stage.table.row("g2").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(stage.phase("g3")).isEqualTo(Phase.RUNNING);
        assertThat(stage.table.row("g3").runs()).containsKeys(T1, T4);
    }

    @Test
    void aTargetIsDrainedThoughTheLeaderDiesInTheMiddle() {
        maintain(T3, Wish.DECOMMISSION);
        stage.pass(SECOND.multipliedBy(4));
        assertThat(stage.phase("g2")).isEqualTo(Phase.RUNNING);
        assertThat(cluster().mayHold(node(T3))).isTrue();
        stage.leader.follow();
        stage.table.term(2);
        stage.network = stage.network(() -> Duration.ofMillis(2));
        stage.supervisor().lead(2);
        stage.pass(SECOND.multipliedBy(4));
        stage.finishEverywhere("g2");
        stage.pass(SECOND.multipliedBy(2));

        assertThat(node(T3).state()).isEqualTo(NodeState.DECOMMISSIONED);
        assertThat(cluster().mayHold(node(T3))).as("safe to stop").isFalse();
        assertThat(cluster().active().targets()).containsExactly(T1, T2);
    }

    @Test
    void maintenanceThatIsTakenBackMovesObjectsBack() {
        maintain(T3, Wish.BEGIN);
        stage.pass(SECOND.multipliedBy(4));
        assertThat(stage.phase("g2")).isEqualTo(Phase.RUNNING);
        maintain(T3, Wish.END);
        stage.pass(SECOND.multipliedBy(5));

        assertThat(stage.phase("g2")).isEqualTo(Phase.ABORTED);
        assertThat(cluster().active().targets()).containsExactly(T1, T2, T3);
        stage.finishEverywhere("g3");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(stage.balanced()).isTrue();
    }

    @Test
    void aTargetThatWasAwayDuringTheRebalanceMakesUpForIt() {
        join(T4);
        stage.pass(SECOND.multipliedBy(2));
        stage.network.cut(T2);
        stage.pass(SECOND.multipliedBy(20));
        assertThat(node(T2).state()).isEqualTo(NodeState.DOWN);
        stage.finishEverywhere("g2");
        stage.pass(SECOND.multipliedBy(2));
        assertThat(cluster().former()).as("t2 follows the former placement yet").isNotEmpty();
        stage.network.mend(T2);
        stage.pass(SECOND.multipliedBy(40));
        stage.finishEverywhere("g2");
        stage.finishEverywhere("g2-2");
        stage.pass(SECOND.multipliedBy(3));

        assertThat(stage.balanced()).isTrue();
        assertThat(cluster().former()).isEmpty();
    }

    private void join(NodeId id) {
        stage.targets.put(id, new ScriptedTarget(id, stage.turns));
        stage.table.target(id, 1);
    }

    private void maintain(NodeId id, Wish wish) {
        stage.table.apply(new Command.SetMaintenance(id, wish));
    }

    private Cluster cluster() {
        return stage.table.information().cluster();
    }

    private infocenter.core.cluster.Node node(NodeId id) {
        return Objects.requireNonNull(stage.table.node(id));
    }
}
