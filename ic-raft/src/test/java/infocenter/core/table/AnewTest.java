package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** A value whose group is made anew by hand: after a lost majority, or from a backup. */
class AnewTest {
    private static final long SHOWN = 1_800_000_000_000L;

    /** One job that runs, one that nobody acknowledged, one that is being aborted by a client, one that ended. */
    private static Table busy() {
        Table table = Table.ready(2);
        table.join(Table.gateway("g2", 1));
        table.register("done", "list-objects", "dst");
        table.acknowledge("done", "t1");
        table.acknowledge("done", "t2");
        table.report("done", "t1", How.FINISHED);
        table.report("done", "t2", How.FINISHED);
        table.register("running", "list-objects", "src");
        table.acknowledge("running", "t1");
        table.register("owed", "list-objects", "src");
        table.register("aborting", "list-objects", "src");
        table.acknowledge("aborting", "t1");
        table.apply(new Command.RequestAbort(
                new XactionId("aborting"), Origin.CLIENT, new Caller("somebody", "here", "enough")));
        return table;
    }

    /** A gateway joins, with a session. */
    private static void lead(Table table) {
        Command.JoinNode join = Table.gateway("g1", 2);
        table.session = ((Outcome.Applied) table.join(new Command.JoinNode(
                        "", join.id(), join.role(), join.addresses(), join.zone(), 2, join.seat(), 1)))
                .sequence();
        table.number = 0;
    }

    private static Xaction row(Information information, String id) {
        return Objects.requireNonNull(information.xactions().find(new XactionId(id)), id);
    }

    @Test
    void recoveredIsTheSameClusterInItsNextEpoch() {
        Information before = busy().now;

        Information after = Recovered.of(before, SHOWN);

        assertThat(after.identity().clusterId()).isEqualTo(before.identity().clusterId());
        assertThat(after.identity().epoch()).isEqualTo(before.identity().epoch() + 1);
        assertThat(after.xactions()).as("jobs go on").isEqualTo(before.xactions());
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.buckets()).isEqualTo(before.buckets());
        assertThat(after.sessions()).isEmpty();
        assertThat(after.cluster().all(Role.TARGET)).isEqualTo(before.cluster().all(Role.TARGET));
        assertThat(after.cluster().all(Role.GATEWAY)).extracting(Node::state).containsOnly(NodeState.DOWN);
        assertThat(after.cluster().configuration().peerIds()).isEmpty();
        assertThat(after.clocks().elapsedMillis()).isEqualTo(before.clocks().elapsedMillis());
        assertThat(Xactions.of(after.xactions().rows())).isEqualTo(after.xactions());
    }

    /** Entries on the lost disks may have given the numbers right behind the last one here. */
    @Test
    void noNumberThatALostEntryMayHaveGivenIsGivenAgain() {
        Table table = busy();
        Information before = table.now;

        table.now = Recovered.of(before, SHOWN);
        lead(table);
        table.apply(new Command.CreateBucket(BucketName.of("new"), TreePMap.empty()));

        assertThat(table.now.buckets().byName().get(BucketName.of("new")).id())
                .isGreaterThan(before.sequence() + 1_000_000_000L);
        assertThat(table.now.mapSequence()).isGreaterThan(before.sequence() + 1_000_000_000L);
        Placement proposed = Recovered.of(before, SHOWN).cluster().proposed();
        assertThat(proposed.targets()).isEqualTo(before.cluster().active().targets());
        assertThat(proposed.version()).isGreaterThan(before.cluster().proposed().version() + 1_000);
        assertThat(Recovered.of(before, SHOWN).cluster().active())
                .isEqualTo(before.cluster().active());
    }

    @Test
    void afterARecoveryEveryTargetOwesARebalance() {
        Table table = busy();
        table.now = Recovered.of(table.now, SHOWN);
        lead(table);

        table.apply(new Command.ActivatePlacement(table.now.cluster().proposed().version()));

        assertThat(table.now.cluster().lagging())
                .extracting(Node::id)
                .containsExactly(new NodeId("t1"), new NodeId("t2"));
        assertThat(table.now.cluster().former()).isNotEmpty();
    }

    @Test
    void aGatewayOfTheEpochBeforeJoinsAgainWithAnotherPeer() {
        Table table = busy();
        table.now = Recovered.of(table.now, SHOWN);

        Outcome same = table.join(Table.gateway("g2", 1));

        assertThat(same).isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.sessions()).hasSize(1);
        assertThat(table.now.cluster().nodes().get(new NodeId("g2")).up()).isTrue();
    }

    @Test
    void recoveredTwiceLeapsTwice() {
        Information once = Recovered.of(busy().now, SHOWN);
        Information twice = Recovered.of(once, SHOWN);
        assertThat(twice.identity().epoch()).isEqualTo(3);
        assertThat(twice.sequence()).isGreaterThan(once.sequence() + 1_000_000_000L);
    }

    @Test
    void restoredIsAnotherClusterWithTheHistoryOfTheOld() {
        Information before = busy().now;

        Information after = Restored.of(before, "c2", SHOWN);

        assertThat(after.identity().clusterId()).isEqualTo("c2");
        assertThat(after.identity().epoch()).isEqualTo(2);
        assertThat(row(after, "done")).isEqualTo(row(before, "done"));
        assertThat(after.buckets()).isEqualTo(before.buckets());
        assertThat(after.keys()).isEqualTo(before.keys());
        assertThat(after.transformers()).isEqualTo(before.transformers());
        assertThat(after.cluster().nodes()).isEmpty();
        assertThat(after.sessions()).isEmpty();
        assertThat(after.sequence()).isGreaterThan(before.sequence() + 1_000_000_000L);
        assertThat(after.xactions().active()).isEmpty();
        assertThat(Xactions.of(after.xactions().rows())).isEqualTo(after.xactions());
    }

    @Test
    void whatRanIsAbortedByTheSystemAndSaysWhy() {
        Information after = Restored.of(busy().now, "c2", SHOWN);

        for (String id : new String[] {"running", "owed"}) {
            Xaction row = row(after, id);
            assertThat(row.phase()).as(id).isEqualTo(Phase.ABORTED);
            assertThat(row.end().cause()).isEqualTo(Origin.SYSTEM);
            assertThat(row.end().error()).isEqualTo("restored");
            assertThat(row.end().atShownMillis()).isEqualTo(SHOWN);
        }
        Xaction aborting = row(after, "aborting");
        assertThat(aborting.phase()).isEqualTo(Phase.ABORTED);
        assertThat(aborting.end().cause()).as("the first intent sticks").isEqualTo(Origin.CLIENT);
        assertThat(aborting.end().error()).isEqualTo("enough");
    }

    @Test
    void aRestoredClusterTakesNodesAndPlacesThemUnderAVersionThatNeverWas() {
        Table table = busy();
        long before = table.now.cluster().proposed().version();
        table.now = Restored.of(table.now, Table.CLUSTER + "-new", SHOWN);

        assertThat(Refusals.reason(table.join(Table.target("t1", 9))).shown()).isEqualTo("other-cluster");
        Command.JoinNode old = Table.target("t1", 1);
        table.join(new Command.JoinNode(
                "", old.id(), old.role(), old.addresses(), old.zone(), 1, null, old.understands()));
        long next = table.now.cluster().proposed().version() + 1;
        lead(table);
        table.apply(new Command.ProposePlacement(next, List.of(new NodeId("t1"))));

        assertThat(table.now.cluster().proposed().targets()).containsExactly(new NodeId("t1"));
        assertThat(next).isGreaterThan(before + 1_000);
    }

    @Test
    void aRenameThatWasUnderWayLeavesItsBucketOpenAgain() {
        Table table = Table.ready(2);
        table.register("mv", "rename-bucket", "src", "renamed");

        Information after = Restored.of(table.now, "c2", SHOWN);

        assertThat(after.buckets().byName().get(BucketName.of("src")).properties())
                .isEmpty();
        assertThat(row(after, "mv").phase()).isEqualTo(Phase.ABORTED);
    }

    @Test
    void whatIsNoClusterIsNeither() {
        assertThatThrownBy(() -> Recovered.of(Information.EMPTY, SHOWN)).hasMessageContaining("never initialised");
        assertThatThrownBy(() -> Restored.of(Information.EMPTY, "c2", SHOWN)).hasMessageContaining("never initialised");
        assertThatThrownBy(() -> Restored.of(busy().now, Table.CLUSTER, SHOWN)).hasMessageContaining("of its own");
    }
}
