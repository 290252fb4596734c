package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Command.JoinNode;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JoinTest {
    private final Table table = Table.ready(1);

    @Test
    void nobodyJoinsBeforeThereIsACluster() {
        assertThat(Refusals.reason(new Table().join(Table.gateway("g1", 1)))).isEqualTo(Reason.NOT_INITIALIZED);
    }

    @Test
    void aGatewaysJoinOpensASessionNamedByItsSequence() {
        long sequence = table.now.sequence() + 1;
        Outcome joined = table.join(Table.gateway("g2", 7));

        assertThat(joined).isEqualTo(new Outcome.Applied(sequence, "g2"));
        Session session = table.now.sessions().get(sequence);
        assertThat(session.node()).isEqualTo(new NodeId("g2"));
        assertThat(session.incarnation()).isEqualTo(7);
        assertThat(session.lowestOpen()).isEqualTo(1);
        Node node = table.node("g2");
        assertThat(node.up()).isTrue();
        assertThat(node.state()).isEqualTo(NodeState.UP);
        assertThat(node.sequence()).isEqualTo(sequence);
        assertThat(node.sinceMillis()).isEqualTo(table.elapsed);
        assertThat(table.now.cluster().sequence()).isEqualTo(sequence);
        assertThat(table.eventTypes()).endsWith("node.joined");
    }

    @Test
    void aTargetsJoinOpensNone() {
        assertThat(table.join(Table.target("t2", 1))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.now.sessions()).hasSize(1);
    }

    @Test
    void aJoinOfTheLivingIncarnationAnswersTheLivingSession() {
        Information before = table.now;

        assertThat(table.join(Table.gateway("g1", 1))).isEqualTo(new Outcome.AlreadyDone(table.session, "g1"));
        assertThat(table.now.cluster()).isEqualTo(before.cluster());
        assertThat(table.now.sessions()).isEqualTo(before.sessions());
        assertThat(table.join(Table.target("t1", 1)))
                .isEqualTo(new Outcome.AlreadyDone(table.node("t1").admitted(), "t1"));
    }

    @Test
    void aNewerIncarnationEndsTheSessionOfTheOlder() {
        Outcome.Applied joined = (Outcome.Applied) table.join(Table.gateway("g1", 2));

        assertThat(joined.sequence()).isNotEqualTo(table.session);
        assertThat(table.now.sessions().keySet()).containsExactly(joined.sequence());
    }

    @Test
    void anotherGatewaysSessionLivesOn() {
        Outcome.Applied other = (Outcome.Applied) table.join(Table.gateway("g2", 1));
        table.join(Table.gateway("g2", 2));

        assertThat(table.now.sessions()).containsKey(table.session).doesNotContainKey(other.sequence());
    }

    @Test
    void anOlderIncarnationIsRefused() {
        table.join(Table.gateway("g1", 5));

        Outcome refused = table.join(Table.gateway("g1", 4));
        assertThat(Refusals.reason(refused)).isEqualTo(Reason.STALE_INCARNATION);
        assertThat(((Outcome.Refused) refused).message()).contains("incarnation 5");
    }

    @Test
    void anEmptyDiskUnderAKnownNameWaitsUntilThatOneIsDownAndComesAfterIt() {
        table.join(Table.gateway("g2", 5));
        JoinNode six = empty(6, "p-new");

        Outcome refused = table.join(six);
        assertThat(Refusals.refusal(refused)).isEqualTo(Reason.WRONG_STATE + " g2");
        table.down("g2");
        assertThat(Refusals.reason(table.join(empty(5, "p-new")))).isEqualTo(Reason.STALE_INCARNATION);
        assertThat(table.join(six)).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("g2").seat()).isEqualTo(six.seat());
        assertThat(table.now.sessions()).hasSize(2);
    }

    private static JoinNode empty(long incarnation, String peerId) {
        JoinNode join = Table.gateway("g2", incarnation);
        return new JoinNode(
                "", join.id(), join.role(), join.addresses(), join.zone(), incarnation, new Seat(peerId, "g2:4"), 1);
    }

    @Test
    void aGatewayThatWasMarkedDownKeepsItsSessionWhenItComesBack() {
        table.down("g1");
        assertThat(table.node("g1").up()).isFalse();
        table.pass(java.time.Duration.ofSeconds(1));

        assertThat(table.join(Table.gateway("g1", 1))).isEqualTo(new Outcome.Applied(table.session, "g1"));
        assertThat(table.node("g1").up()).isTrue();
        assertThat(table.node("g1").sinceMillis()).isEqualTo(table.elapsed);
    }

    @Test
    void aGatewayThatLeftGetsANewSessionForTheSameIncarnation() {
        table.apply(new Command.LeaveNode(new NodeId("g1"), 1));
        long sequence = table.now.sequence() + 1;

        assertThat(table.join(Table.gateway("g1", 1))).isEqualTo(new Outcome.Applied(sequence, "g1"));
    }

    @Test
    void aTargetThatWasMarkedDownIsUpAgain() {
        table.down("t1");

        assertThat(table.join(Table.target("t1", 1))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("t1").state()).isEqualTo(NodeState.UP);
    }

    @Test
    void maintenanceOutlivesARestart() {
        // The last target of the placement cannot be taken out.
        Table two = Table.ready(2);
        two.apply(new Command.SetMaintenance(new NodeId("t1"), Wish.BEGIN));
        long since = two.node("t1").sinceMillis();
        two.pass(java.time.Duration.ofSeconds(5));
        two.join(Table.target("t1", 2));

        assertThat(two.node("t1").state()).isEqualTo(NodeState.MAINTENANCE);
        assertThat(two.node("t1").up()).isTrue();
        assertThat(two.node("t1").incarnation()).isEqualTo(2);
        assertThat(two.node("t1").sinceMillis()).isEqualTo(since);
    }

    @Test
    void anotherClusterIsRefusedAndNoneIsWelcome() {
        JoinNode join = Table.target("t2", 1);
        assertThat(Refusals.reason(table.join(of(join, "c2", join.role(), join.addresses(), null, 1))))
                .isEqualTo(Reason.OTHER_CLUSTER);
        assertThat(table.join(of(join, "", join.role(), join.addresses(), null, 1)))
                .isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void anotherRoleUnderTheSameNameIsRefused() {
        JoinNode gateway = Table.gateway("t1", 2);
        assertThat(Refusals.reason(table.join(gateway))).isEqualTo(Reason.OTHER_ROLE);
    }

    @Test
    void aRoleThatDoesNotFitItsSeatIsRefused() {
        JoinNode join = Table.gateway("g2", 1);
        assertThat(Refusals.refusal(table.join(of(join, Table.CLUSTER, Role.GATEWAY, join.addresses(), null, 1))))
                .isEqualTo(Reason.BAD_ARGUMENTS + " seat");
        assertThat(Refusals.refusal(table.join(of(join, Table.CLUSTER, Role.TARGET, join.addresses(), join.seat(), 1))))
                .isEqualTo(Reason.BAD_ARGUMENTS + " seat");
    }

    @Test
    void aBuildBelowTheFeatureLevelIsRefused() {
        JoinNode join = Table.target("t2", 1);
        assertThat(Refusals.refusal(table.join(of(join, Table.CLUSTER, join.role(), join.addresses(), null, 0))))
                .isEqualTo(Reason.FEATURE_LEVEL + " 1");
    }

    @Test
    void addressesOfANodeThatIsUpAreRefused() {
        JoinNode g2 = Table.gateway("g2", 1);
        List<String> shared = List.of("publicUrl", "nodeUrl", "raftAddress", "peerId");
        List<JoinNode> twins = List.of(
                of(g2, Table.CLUSTER, Role.GATEWAY, new Addresses("http://g1:1", "http://x:2"), g2.seat(), 1),
                of(g2, Table.CLUSTER, Role.GATEWAY, new Addresses("http://x:1", "http://g1:2"), g2.seat(), 1),
                of(g2, Table.CLUSTER, Role.GATEWAY, g2.addresses(), new Seat("p-x", "g1:3"), 1),
                of(g2, Table.CLUSTER, Role.GATEWAY, g2.addresses(), new Seat("p-g1", "x:3"), 1));
        for (int i = 0; i < twins.size(); i++) {
            Outcome refused = table.join(twins.get(i));
            assertThat(Refusals.refusal(refused)).isEqualTo(Reason.DUPLICATE_ADDRESS + " g1");
            assertThat(((Outcome.Refused) refused).message()).isEqualTo(shared.get(i) + " belongs to node g1");
        }
        assertThat(table.node("g2")).isNull();
    }

    @Test
    void addressesPassOnFromANodeThatIsDownButItsPeerIdDoesNot() {
        table.down("g1");
        JoinNode g2 = Table.gateway("g2", 1);
        JoinNode copiedDisk = of(g2, Table.CLUSTER, Role.GATEWAY, g2.addresses(), new Seat("p-g1", "x:3"), 1);
        JoinNode successor = of(
                g2,
                Table.CLUSTER,
                Role.GATEWAY,
                new Addresses("http://g1:1", "http://g1:2"),
                new Seat("p-g2", "g1:3"),
                1);

        assertThat(Refusals.reason(table.join(copiedDisk))).isEqualTo(Reason.DUPLICATE_ADDRESS);
        assertThat(table.join(successor)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aNodeMayTakeItsOwnAddressesWithIt() {
        assertThat(table.join(Table.gateway("g1", 2))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void endlessTextIsRefused() {
        JoinNode join = Table.gateway("g2", 1);
        String longest = "x".repeat(256);
        String tooLong = longest + "x";
        assertThat(table.join(of(join, Table.CLUSTER, Role.GATEWAY, new Addresses(longest, longest + ""), seat(), 1)))
                .isInstanceOf(Outcome.Applied.class);
        for (JoinNode huge : List.of(
                of(join, Table.CLUSTER, Role.GATEWAY, new Addresses(tooLong, "b"), seat(), 1),
                of(join, Table.CLUSTER, Role.GATEWAY, new Addresses("a", tooLong), seat(), 1),
                of(join, Table.CLUSTER, Role.GATEWAY, join.addresses(), new Seat(tooLong, "r"), 1),
                of(join, Table.CLUSTER, Role.GATEWAY, join.addresses(), new Seat("p", tooLong), 1),
                new JoinNode(Table.CLUSTER, join.id(), join.role(), join.addresses(), tooLong, 2, join.seat(), 1))) {
            assertThat(Refusals.reason(table.join(huge))).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void nodesAreLimited() {
        Table small = new Table(TestLimits.of(limits -> limits.nodes = 2));
        small.entry(Batch.sessionless(new Command.Initialize(Table.CLUSTER, 1)));
        small.join(Table.target("t1", 1));
        small.join(Table.target("t2", 1));

        assertThat(Refusals.reason(small.join(Table.target("t3", 1)))).isEqualTo(Reason.TABLE_FULL);
        assertThat(small.join(Table.target("t2", 2))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void leavingEndsTheSessionAndIsDoneOnce() {
        table.join(Table.gateway("g2", 3));
        assertThat(table.now.sessions()).hasSize(2);

        assertThat(Refusals.reason(table.apply(new Command.LeaveNode(new NodeId("g2"), 2))))
                .isEqualTo(Reason.STALE_INCARNATION);
        assertThat(table.apply(new Command.LeaveNode(new NodeId("g2"), 3))).isInstanceOf(Outcome.Applied.class);
        assertThat(table.node("g2").state()).isEqualTo(NodeState.DOWN);
        assertThat(table.eventTypes()).endsWith("node.left");
        assertThat(table.now.sessions().keySet()).containsExactly(table.session);
        assertThat(table.apply(new Command.LeaveNode(new NodeId("g2"), 3)))
                .isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "g2"));
        assertThat(Refusals.reason(table.apply(new Command.LeaveNode(new NodeId("g3"), 1))))
                .isEqualTo(Reason.NO_SUCH_NODE);
    }

    private static Seat seat() {
        return new Seat("p-g2", "g2:3");
    }

    private static JoinNode of(
            JoinNode join, String cluster, Role role, Addresses addresses, Seat seat, int understands) {
        return new JoinNode(cluster, join.id(), role, addresses, join.zone(), join.incarnation(), seat, understands);
    }

    @Test
    void aGatewayThatCameBackAsAnotherPeerKeepsItsSession() {
        Command.JoinNode before = Table.gateway("g2", 1);
        Outcome.Applied session = (Outcome.Applied) table.join(before);
        Command.JoinNode after = new Command.JoinNode(
                before.clusterId(),
                before.id(),
                before.role(),
                before.addresses(),
                before.zone(),
                before.incarnation(),
                new infocenter.core.cluster.Seat("p-g2-again", "g2:4"),
                before.understands());

        assertThat(table.join(after)).isEqualTo(new Outcome.Applied(session.sequence(), "g2"));
        assertThat(table.node("g2").seat()).isEqualTo(after.seat());
        assertThat(table.now.sessions()).containsKey(session.sequence());
        assertThat(table.join(after)).isInstanceOf(Outcome.AlreadyDone.class);
    }

    /** Each new disk counts its processes from 1, so two targets of one name may say the same number. */
    @Test
    void aSecondProcessOfTheSameNameAndNumberIsToldThatTheNameIsTaken() {
        Table table = Table.ready(1);
        Command.JoinNode first = Table.target("t1", 1);
        Command.JoinNode twin = new Command.JoinNode(
                first.clusterId(),
                first.id(),
                first.role(),
                new Addresses("http://elsewhere:1", "http://elsewhere:2"),
                first.zone(),
                first.incarnation(),
                null,
                1);

        Outcome refused = table.join(twin);

        assertThat(Refusals.refusal(refused)).isEqualTo(Reason.DUPLICATE_ID + " t1");
        assertThat(((Outcome.Refused) refused).message()).contains("http://t1:2", "another id");
        assertThat(table.node("t1").addresses()).isEqualTo(first.addresses());
        assertThat(table.join(first)).isInstanceOf(Outcome.AlreadyDone.class);
    }
}
