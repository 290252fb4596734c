package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeTest {
    private final Table table = Table.ready(2);

    @Test
    void aLeaderOfAnotherTermMarksNothing() {
        table.term = 5;

        assertThat(Refusals.refusal(table.apply(new Command.MarkNodeDown(id("t1"), 1, 4, "silent"))))
                .isEqualTo(Reason.STALE_TERM + " 4");
        assertThat(Refusals.reason(table.apply(new Command.MarkNodeUp(id("t1"), 2, 6))))
                .isEqualTo(Reason.STALE_TERM);
        assertThat(table.node("t1").up()).isTrue();
    }

    @Test
    void aSilentNodeIsDownUntilItAnswers() {
        table.pass(Duration.ofSeconds(15));
        assertThat(table.down("t1")).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "t1"));
        assertThat(table.node("t1").state()).isEqualTo(NodeState.DOWN);
        assertThat(table.node("t1").sinceMillis()).isEqualTo(table.elapsed);
        assertThat(table.eventTypes()).endsWith("node.down");
        assertThat(table.down("t1")).isInstanceOf(Outcome.AlreadyDone.class);

        table.pass(Duration.ofSeconds(1));
        assertThat(table.up("t1", 1)).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "t1"));
        assertThat(table.node("t1").state()).isEqualTo(NodeState.UP);
        assertThat(table.node("t1").sinceMillis()).isEqualTo(table.elapsed);
        assertThat(table.node("t1").sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("node.up");
        assertThat(table.up("t1", 1)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void nodesAreKnownByTheirIncarnation() {
        table.up("t1", 3);
        assertThat(table.node("t1").incarnation()).isEqualTo(3);

        assertThat(Refusals.refusal(table.apply(new Command.MarkNodeDown(id("t1"), 2, 1, ""))))
                .isEqualTo(Reason.STALE_INCARNATION + " t1");
        assertThat(Refusals.reason(table.up("t1", 2))).isEqualTo(Reason.STALE_INCARNATION);
        assertThat(Refusals.reason(table.apply(new Command.EvictNode(id("t1"), 2))))
                .isEqualTo(Reason.STALE_INCARNATION);
    }

    @Test
    void nodesThatNobodyKnowsAreRefused() {
        for (Command command : List.of(
                new Command.MarkNodeDown(id("t9"), 1, 1, ""),
                new Command.MarkNodeUp(id("t9"), 1, 1),
                new Command.EvictNode(id("t9"), 1),
                new Command.ForgetNode(id("t9")),
                new Command.SetMaintenance(id("t9"), Wish.BEGIN))) {
            assertThat(Refusals.refusal(table.apply(command))).isEqualTo(Reason.NO_SUCH_NODE + " t9");
        }
    }

    @Test
    void aNewerIncarnationThatAnswersEndsTheSessionOfTheOlder() {
        Outcome.Applied joined = (Outcome.Applied) table.join(Table.gateway("g2", 1));
        table.up("g2", 1);
        assertThat(table.now.sessions()).containsKey(joined.sequence());

        table.up("g2", 2);
        assertThat(table.now.sessions()).doesNotContainKey(joined.sequence());
        assertThat(table.join(Table.gateway("g2", 2))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.sessions()).hasSize(2);
    }

    @Test
    void onlyANodeThatIsDownIsEvicted() {
        assertThat(Refusals.reason(table.apply(new Command.EvictNode(id("t1"), 1))))
                .isEqualTo(Reason.WRONG_STATE);
        table.down("t1");
        table.pass(Duration.ofMinutes(1));
        assertThat(table.apply(new Command.EvictNode(id("t1"), 1)))
                .isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "t1"));
        assertThat(table.node("t1").state()).isEqualTo(NodeState.EVICTED);
        assertThat(table.node("t1").sinceMillis()).isEqualTo(table.elapsed);
        assertThat(table.eventTypes()).endsWith("node.evicted");
        assertThat(table.apply(new Command.EvictNode(id("t1"), 1))).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void theLastTargetIsNotEvictedWhateverTheLeaderSawBefore() {
        table.down("t1");
        table.down("t2");
        assertThat(Refusals.refusal(table.apply(new Command.EvictNode(id("t1"), 1))))
                .isEqualTo(Reason.LAST_TARGET + " t1");
    }

    @Test
    void anEvictedGatewaysSessionExpires() {
        Outcome.Applied joined = (Outcome.Applied) table.join(Table.gateway("g2", 1));
        table.down("g2");
        assertThat(table.now.sessions()).containsKey(joined.sequence());
        table.apply(new Command.EvictNode(id("g2"), 1));
        assertThat(table.now.sessions()).doesNotContainKey(joined.sequence());
    }

    @Test
    void anEvictedNodeMayReturn() {
        table.down("t1");
        table.apply(new Command.EvictNode(id("t1"), 1));

        assertThat(table.up("t1", 1)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.UP);
    }

    @Test
    void onlyWhatIsGoneAndPlacedNowhereIsForgotten() {
        assertThat(Refusals.reason(table.apply(new Command.ForgetNode(id("t1")))))
                .isEqualTo(Reason.WRONG_STATE);
        table.down("t1");
        assertThat(Refusals.reason(table.apply(new Command.ForgetNode(id("t1")))))
                .isEqualTo(Reason.WRONG_STATE);
        table.apply(new Command.EvictNode(id("t1"), 1));
        Outcome placed = table.apply(new Command.ForgetNode(id("t1")));
        assertThat(((Outcome.Refused) placed).message()).contains("placement");
        table.apply(new Command.ProposePlacement(2, List.of(id("t2"))));
        assertThat(Refusals.reason(table.apply(new Command.ForgetNode(id("t1")))))
                .isEqualTo(Reason.WRONG_STATE);
        table.apply(new Command.ActivatePlacement(2));

        assertThat(table.apply(new Command.ForgetNode(id("t1"))))
                .isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "t1"));
        assertThat(table.node("t1")).isNull();
        assertThat(table.now.cluster().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("node.forgotten");
        assertThat(Refusals.reason(table.apply(new Command.ForgetNode(id("t1")))))
                .isEqualTo(Reason.NO_SUCH_NODE);
    }

    @Test
    void aDecommissionedNodeIsForgottenOnceItIsDown() {
        table.join(Table.gateway("g2", 1));
        maintain("g2", Wish.DECOMMISSION);
        assertThat(Refusals.reason(table.apply(new Command.ForgetNode(id("g2")))))
                .isEqualTo(Reason.WRONG_STATE);
        table.down("g2");
        assertThat(table.node("g2").state()).isEqualTo(NodeState.DECOMMISSIONED);
        assertThat(Refusals.reason(table.apply(new Command.EvictNode(id("g2"), 1))))
                .isEqualTo(Reason.WRONG_STATE);

        assertThat(table.apply(new Command.ForgetNode(id("g2")))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.sessions()).hasSize(1);
    }

    @Test
    void maintenanceBeginsAndEnds() {
        assertThat(maintain("t1", Wish.BEGIN)).isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "t1"));
        assertThat(table.node("t1").state()).isEqualTo(NodeState.MAINTENANCE);
        assertThat(table.node("t1").up()).isTrue();
        assertThat(table.eventTypes()).endsWith("node.maintenance");
        assertThat(maintain("t1", Wish.BEGIN)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(maintain("t1", Wish.END)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.UP);
        assertThat(maintain("t1", Wish.END)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void aNodeInMaintenanceThatIsSilentStaysInMaintenance() {
        maintain("t1", Wish.BEGIN);
        long since = table.node("t1").sinceMillis();
        table.pass(Duration.ofSeconds(20));
        table.down("t1");
        assertThat(table.node("t1").state()).isEqualTo(NodeState.MAINTENANCE);
        assertThat(table.node("t1").up()).isFalse();
        assertThat(table.node("t1").sinceMillis()).isEqualTo(since);
        table.up("t1", 2);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.MAINTENANCE);
        assertThat(table.node("t1").up()).isTrue();
        assertThat(table.node("t1").sinceMillis()).isEqualTo(since);
        table.down("t1");
        maintain("t1", Wish.END);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.DOWN);
    }

    @Test
    void whatIsGoneForGoodIsNotMaintained() {
        maintain("t1", Wish.DECOMMISSION);
        assertThat(maintain("t1", Wish.DECOMMISSION)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(Refusals.reason(maintain("t1", Wish.END))).isEqualTo(Reason.WRONG_STATE);
        assertThat(Refusals.reason(maintain("t1", Wish.BEGIN))).isEqualTo(Reason.WRONG_STATE);
        table.join(Table.target("t3", 1));
        table.down("t2");
        table.apply(new Command.EvictNode(id("t2"), 1));
        assertThat(Refusals.reason(maintain("t2", Wish.BEGIN))).isEqualTo(Reason.WRONG_STATE);
    }

    @Test
    void theLastTargetThatWorksIsNotTakenOut() {
        table.down("t2");
        assertThat(Refusals.refusal(maintain("t1", Wish.BEGIN))).isEqualTo(Reason.LAST_TARGET + " t1");
        assertThat(Refusals.reason(maintain("t1", Wish.DECOMMISSION))).isEqualTo(Reason.LAST_TARGET);
        assertThat(maintain("t2", Wish.BEGIN)).as("t1 works on").isInstanceOf(Outcome.Applied.class);
        assertThat(maintain("t2", Wish.DECOMMISSION))
                .as("it has no place to lose any more")
                .isInstanceOf(Outcome.Applied.class);
        table.join(Table.gateway("g2", 1));
        assertThat(maintain("g2", Wish.BEGIN)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aNodesStateAndLivenessCannotDisagree() {
        assertThatThrownBy(() -> table.node("t1").in(NodeState.UP, false, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.node("t1").in(NodeState.DOWN, true, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.node("t1").in(NodeState.EVICTED, true, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlacementIsProposedThenActive() {
        assertThat(table.apply(new Command.ProposePlacement(2, List.of(id("t2"), id("t1"), id("t1")))))
                .isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "2"));
        assertThat(table.now.cluster().proposed()).isEqualTo(new Placement(2, List.of(id("t1"), id("t2"))));
        assertThat(table.now.cluster().active().version()).isEqualTo(1);
        assertThat(table.eventTypes()).endsWith("placement.proposed");
        assertThat(table.apply(new Command.ProposePlacement(2, List.of(id("t1"), id("t2")))))
                .isInstanceOf(Outcome.AlreadyDone.class);

        assertThat(table.apply(new Command.ActivatePlacement(2)))
                .isEqualTo(new Outcome.Applied(table.now.sequence() - 1, "2"));
        assertThat(table.now.cluster().active()).isEqualTo(table.now.cluster().proposed());
        assertThat(table.now.cluster().active().version()).isEqualTo(2);
        assertThat(table.now.cluster().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("placement.activated");
        assertThat(table.apply(new Command.ActivatePlacement(2))).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void otherVersionsOfAPlacementAreRefused() {
        assertThat(Refusals.refusal(table.apply(new Command.ProposePlacement(3, List.of(id("t1"))))))
                .isEqualTo(Reason.WRONG_VERSION + " 1");
        assertThat(Refusals.reason(table.apply(new Command.ProposePlacement(1, List.of(id("t1"))))))
                .isEqualTo(Reason.WRONG_VERSION);
        assertThat(Refusals.refusal(table.apply(new Command.ActivatePlacement(2))))
                .isEqualTo(Reason.WRONG_VERSION + " 1");
        assertThat(Refusals.reason(Table.ready(0).apply(new Command.ActivatePlacement(0))))
                .isEqualTo(Reason.WRONG_VERSION);
    }

    @Test
    void aPlacementNamesOnlyTargetsThatMayHoldObjects() {
        assertThat(Refusals.reason(table.apply(new Command.ProposePlacement(2, List.of()))))
                .isEqualTo(Reason.NO_TARGET);
        assertThat(Refusals.refusal(table.apply(new Command.ProposePlacement(2, List.of(id("t9"))))))
                .isEqualTo(Reason.NO_SUCH_NODE + " t9");
        assertThat(Refusals.refusal(table.apply(new Command.ProposePlacement(2, List.of(id("g1"))))))
                .isEqualTo(Reason.NO_SUCH_NODE + " g1");
        maintain("t1", Wish.BEGIN);
        assertThat(Refusals.refusal(table.apply(new Command.ProposePlacement(2, List.of(id("t1"))))))
                .isEqualTo(Reason.WRONG_STATE + " t1");
        table.down("t2");
        assertThat(table.apply(new Command.ProposePlacement(2, List.of(id("t2")))))
                .isInstanceOf(Outcome.Applied.class);
    }

    private Outcome maintain(String node, Wish wish) {
        return table.apply(new Command.SetMaintenance(id(node), wish));
    }

    private static NodeId id(String value) {
        return new NodeId(value);
    }
}
