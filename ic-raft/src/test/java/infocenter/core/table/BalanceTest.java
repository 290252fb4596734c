package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Origin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which former placements count, which targets have objects to move, and what may not start meanwhile. */
final class BalanceTest {
    private final Table table = Table.ready(2);

    @Test
    void theFirstPlacementFindsNothingToMove() {
        assertThat(table.node("t1").balancedMapVersion()).isEqualTo(1);
        assertThat(table.node("t2").balancedMapVersion()).isEqualTo(1);
        assertThat(table.now.cluster().former()).isEmpty();
        assertThat(table.now.cluster().lagging()).isEmpty();
        assertThat(due()).isZero();
    }

    @Test
    void withoutABucketThereIsNothingToMove() {
        table.apply(new Command.DestroyBucket(BucketName.of("src"), false));
        table.apply(new Command.DestroyBucket(BucketName.of("dst"), false));
        table.down("t2");
        place(2, "t1");

        assertThat(table.node("t1").balancedMapVersion()).isEqualTo(2);
        assertThat(table.node("t2").balancedMapVersion()).isEqualTo(2);
        assertThat(table.now.cluster().former()).isEmpty();
        assertThat(due()).isZero();
    }

    @Test
    void aPlacementThatFollowsAnotherIsOwedByEveryTargetThatMayHoldObjects() {
        third();

        assertThat(table.now.cluster().former()).containsExactly(new Placement(1, ids("t1", "t2")));
        assertThat(lagging()).containsExactly("t1", "t2", "t3");
        assertThat(due()).isEqualTo(table.elapsed);
    }

    @Test
    void aFormerPlacementIsForgottenOnceNobodyHoldsObjectsByIt() {
        third();
        assertThat(rebalance("g2", 2)).isInstanceOf(Outcome.Registered.class);
        table.report("g2", "t1", How.FINISHED);
        assertThat(table.node("t1").balancedMapVersion()).isEqualTo(2);
        assertThat(table.now.cluster().former()).hasSize(1);
        table.report("g2", "t3", How.FINISHED);
        assertThat(table.now.cluster().sequence()).isEqualTo(table.node("t3").sequence());
        table.report("g2", "t2", How.FINISHED);

        assertThat(table.now.cluster().former()).isEmpty();
        assertThat(lagging()).isEmpty();
        assertThat(due()).isZero();
        assertThat(table.eventTypes()).endsWith("node.balanced", "xaction.finished");
        assertThat(table.node("t2").sequence()).isEqualTo(table.now.cluster().sequence());
    }

    @Test
    void onlyARebalanceThatFinishedBalances() {
        third();
        rebalance("g2", 2);
        table.report("g2", "t1", How.FAILED);
        table.report("g2", "t2", How.GONE);
        table.register("x1", "list-objects", "src");
        table.report("x1", "t2", How.FINISHED);

        assertThat(table.node("t1").balancedMapVersion()).isEqualTo(1);
        assertThat(table.node("t2").balancedMapVersion()).isEqualTo(1);
    }

    @Test
    void aRunThatFinishedBalancesAlsoWhileTheWholeIsAborted() {
        third();
        rebalance("g2", 2);
        table.abort("g2");
        table.report("g2", "t1", How.FINISHED);

        assertThat(table.node("t1").balancedMapVersion()).isEqualTo(2);
    }

    @Test
    void nothingThatItExcludesStartsWhileARebalanceIsDueOrActive() {
        third();
        assertThat(Refusals.refusal(table.register("x1", "copy-bucket", "src", "dst")))
                .isEqualTo(Reason.EXCLUDED + " rebalance");
        assertThat(table.register("x2", "list-objects", "src")).isInstanceOf(Outcome.Registered.class);
        rebalance("g2", 2);
        assertThat(Refusals.refusal(table.register("x1", "delete", "src"))).isEqualTo(Reason.EXCLUDED + " rebalance");
        finish("g2", "t1", "t2", "t3");
        assertThat(table.register("x1", "copy-bucket", "src", "dst")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aRebalanceWaitsForWhatItExcludes() {
        table.register("x1", "copy-bucket", "src", "dst");
        third();

        assertThat(Refusals.refusal(rebalance("g2", 2))).isEqualTo(Reason.EXCLUDED + " copy-bucket");
        finish("x1", "t1", "t2");
        assertThat(rebalance("g2", 2)).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aRebalanceIsOfTheActivePlacementAndOfUse() {
        assertThat(Refusals.refusal(rebalance("g1", 1))).isEqualTo(Reason.WRONG_STATE + " rebalance");
        third();
        assertThat(Refusals.refusal(rebalance("g1", 1))).isEqualTo(Reason.WRONG_VERSION + " 2");
        assertThat(Refusals.reason(table.register("g2", "rebalance"))).isEqualTo(Reason.NOT_STARTABLE);
        rebalance("g2", 2);
        assertThat(Refusals.reason(rebalance("g2-2", 2))).isEqualTo(Reason.KIND_CAP);
    }

    @Test
    void aTargetThatIsAwayMovesItsObjectsWhenItIsBack() {
        third();
        table.down("t2");
        Outcome.Registered registered = (Outcome.Registered) rebalance("g2", 2);
        assertThat(registered.assignments().stream()
                        .map(assignment -> assignment.target().value()))
                .containsExactly("t1", "t3");
        assertThat(table.row("g2").partial()).isTrue();
        finish("g2", "t1", "t3");
        assertThat(due()).isZero();
        assertThat(table.now.cluster().former()).as("t2 still holds objects").hasSize(1);

        table.pass(Duration.ofSeconds(30));
        table.up("t2", 2);
        assertThat(due()).isEqualTo(table.elapsed);
        assertThat(rebalance("g2-2", 2)).isInstanceOf(Outcome.Registered.class);
        assertThat(table.row("g2-2").runs().keySet()).containsExactly(new NodeId("t2"));
        assertThat(table.row("g2-2").partial()).isFalse();
    }

    @Test
    void afterAFailureTheNextTryWaitsAndWhatMightCureItMayStart() {
        third();
        rebalance("g2", 2);
        table.report("g2", "t1", How.FAILED);
        finish("g2", "t2", "t3");

        assertThat(due()).isEqualTo(table.elapsed + 30_000);
        assertThat(table.register("x1", "delete", "src")).isInstanceOf(Outcome.Registered.class);
        table.pass(Duration.ofSeconds(30));
        assertThat(Refusals.reason(table.register("x2", "delete", "src"))).isEqualTo(Reason.EXCLUDED);
    }

    @Test
    void noBucketIsRenamedWhileSomeOfItsObjectsMayBeWhereTheRenameHasNoRun() {
        third();
        rebalance("g2", 2);
        table.report("g2", "t1", How.FAILED);
        finish("g2", "t2", "t3");

        assertThat(Refusals.refusal(table.register("r1", "rename-bucket", "src", "new")))
                .isEqualTo(Reason.EXCLUDED + " rebalance");
        table.pass(Duration.ofSeconds(30));
        rebalance("g2-2", 2);
        finish("g2-2", "t1");
        assertThat(table.register("r1", "rename-bucket", "src", "new")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aNewPlacementDoesNotWaitForTheNextTryOfTheOlder() {
        third();
        rebalance("g2", 2);
        table.report("g2", "t1", How.FAILED);
        finish("g2", "t2", "t3");
        table.pass(Duration.ofSeconds(1));
        place(3, "t1", "t2");

        assertThat(due()).isEqualTo(table.elapsed);
    }

    @Test
    void theTimeSinceItIsDueOutlivesChangesOfTheMap() {
        third();
        long since = due();
        rebalance("g2", 2);
        table.pass(Duration.ofSeconds(20));
        place(3, "t1", "t2");
        assertThat(due()).isEqualTo(since);

        table.abort("g2");
        for (String target : List.of("t1", "t2", "t3")) {
            table.report("g2", target, How.STOPPED);
        }
        assertThat(due()).as("the end of an older one puts nothing off").isEqualTo(since);
    }

    @Test
    void aTargetThatIsToldToGoIsDrainedWhileItIsUp() {
        table.apply(new Command.SetMaintenance(new NodeId("t2"), Wish.BEGIN));
        place(2, "t1");
        rebalance("g2", 2);
        assertThat(table.row("g2").runs().keySet()).containsExactly(new NodeId("t1"), new NodeId("t2"));
        assertThat(table.now.cluster().mayHold(table.node("t2"))).isTrue();
        finish("g2", "t1", "t2");

        assertThat(table.now.cluster().mayHold(table.node("t2"))).isFalse();
        third();
        assertThat(lagging()).as("it holds nothing, whatever comes next").containsExactly("t1", "t3");
    }

    @Test
    void whatAnEvictedTargetHeldCountsUntilItIsForgotten() {
        table.down("t2");
        table.apply(new Command.EvictNode(new NodeId("t2"), 1));
        place(2, "t1");
        rebalance("g2", 2);
        finish("g2", "t1");
        assertThat(table.now.cluster().former()).hasSize(1);
        third();
        rebalance("g3", 3);
        finish("g3", "t1", "t3");
        assertThat(table.now.cluster().former())
                .as("it was never of the second placement")
                .containsExactly(new Placement(1, ids("t1", "t2")));

        table.apply(new Command.ForgetNode(new NodeId("t2")));
        assertThat(table.now.cluster().former()).isEmpty();
    }

    @Test
    void aTargetThatWasForgottenIsAdmittedAnew() {
        long first = table.node("t2").admitted();
        assertThat(table.join(Table.target("t2", 1))).isEqualTo(new Outcome.AlreadyDone(first, "t2"));
        assertThat(table.join(Table.target("t2", 2))).isEqualTo(new Outcome.Applied(first, "t2"));
        table.down("t2");
        table.apply(new Command.EvictNode(new NodeId("t2"), 2));
        place(2, "t1");
        table.apply(new Command.ForgetNode(new NodeId("t2")));

        Outcome.Applied again = (Outcome.Applied) table.join(Table.target("t2", 3));
        assertThat(again.sequence()).isGreaterThan(first);
        assertThat(table.node("t2").admitted()).isEqualTo(again.sequence());
        assertThat(table.node("t2").balancedMapVersion()).isZero();
    }

    @Test
    void placementsWaitWhileTooManyFormerOnesHoldObjects() {
        Table small = Table.ready(TestLimits.of(limits -> limits.former = 1), 2);
        small.apply(new Command.ProposePlacement(2, ids("t1")));
        small.apply(new Command.ActivatePlacement(2));

        assertThat(Refusals.refusal(small.apply(new Command.ProposePlacement(3, ids("t1", "t2")))))
                .isEqualTo(Reason.TABLE_FULL + " placements");
    }

    private void third() {
        long next = table.now.cluster().proposed().version() + 1;
        table.join(Table.target("t3", 1));
        place(next, table.node("t2").up() && next == 2 ? new String[] {"t1", "t2", "t3"} : new String[] {"t1", "t3"});
    }

    private void place(long version, String... targets) {
        assertThat(table.apply(new Command.ProposePlacement(version, ids(targets))))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(table.apply(new Command.ActivatePlacement(version))).isInstanceOf(Outcome.Applied.class);
    }

    private Outcome rebalance(String id, long version) {
        Table.Start start = Table.start(id, "rebalance").arguments("{\"version\":" + version + "}");
        start.origin = Origin.SYSTEM;
        start.partial = true;
        return table.apply(start.command());
    }

    private void finish(String id, String... targets) {
        for (String target : targets) {
            table.report(id, target, How.FINISHED);
        }
    }

    private long due() {
        return table.now.cluster().rebalanceDueMillis();
    }

    private List<String> lagging() {
        return table.now.cluster().lagging().stream()
                .map(node -> node.id().value())
                .toList();
    }

    private static List<NodeId> ids(String... names) {
        return java.util.Arrays.stream(names).map(NodeId::new).toList();
    }
}
