package infocenter.core.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.table.Information;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private Cluster cluster = Cluster.EMPTY;

    private void gateway(String name, String zone, NodeState state, String raftAddress) {
        NodeId id = new NodeId(name);
        Node node = new Node(
                id,
                Role.GATEWAY,
                new Addresses("http://" + name, "http://node-" + name),
                zone,
                1,
                state,
                new Seat(name + "-1", raftAddress),
                1,
                0,
                1,
                1,
                0,
                state == NodeState.UP);
        cluster = cluster.with(node, cluster.sequence() + 1);
    }

    private void gateway(String name, String zone) {
        gateway(name, zone, NodeState.UP, name + ":1");
    }

    private List<String> joiners(int wanted, String... group) {
        Membership.Change change = next(wanted, "a-1", group);
        assertThat(change.leaving()).isEmpty();
        return peerIds(change);
    }

    private static List<String> peerIds(Membership.Change change) {
        return change.joining().stream().map(voter -> voter.seat().peerId()).toList();
    }

    private Membership.Change next(int wanted, String self, String... group) {
        Information e = Information.EMPTY;
        Information information = new Information(
                e.clocks(),
                1,
                e.identity(),
                cluster,
                e.buckets(),
                e.xactions(),
                e.keys(),
                e.keysByExpiry(),
                e.sessions(),
                e.events());
        return Membership.next(information, List.of(group), self, wanted);
    }

    @Test
    void growsFromOneToThreeInOneChange() {
        gateway("a", "");
        gateway("b", "");
        assertThat(joiners(3, "a-1")).as("two never rest").isEmpty();
        gateway("c", "");
        gateway("d", "");
        assertThat(joiners(3, "a-1")).containsExactly("b-1", "c-1");
        assertThat(joiners(1, "a-1")).isEmpty();
        assertThat(joiners(5, "a-1")).as("four would be even").containsExactly("b-1", "c-1");
    }

    @Test
    void neverGrowsAboveTheWantedSizeAndNeverShrinks() {
        gateway("a", "");
        gateway("b", "");
        gateway("c", "");
        gateway("d", "");
        assertThat(joiners(3, "a-1", "b-1", "c-1")).isEmpty();
        assertThat(joiners(1, "a-1", "b-1", "c-1")).isEmpty();
    }

    @Test
    void prefersZonesThatTheGroupDoesNotHave() {
        gateway("a", "z1");
        gateway("b", "z1");
        gateway("c", "z2");
        gateway("d", "z2");
        gateway("e", "z3");
        assertThat(joiners(3, "a-1")).containsExactly("c-1", "e-1");
    }

    @Test
    void takesOnlyGatewaysThatAreUpAndHaveAnAddressOfTheirOwn() {
        gateway("a", "");
        gateway("b", "", NodeState.DOWN, "b:1");
        gateway("c", "", NodeState.UP, "a:1");
        gateway("d", "");
        assertThat(joiners(3, "a-1")).isEmpty();
        gateway("e", "");
        assertThat(joiners(3, "a-1")).containsExactly("d-1", "e-1");
    }

    @Test
    void anEvenGroupIsFilledUp() {
        gateway("a", "");
        gateway("b", "");
        gateway("c", "");
        assertThat(joiners(3, "a-1", "b-1")).containsExactly("c-1");
    }

    @Test
    void thePeerOfALostDiskIsExchangedForThatGatewaysNewOne() {
        gateway("a", "");
        gateway("b", "");
        gateway("c", "");
        gateway("d", "");
        Membership.Change change = next(3, "a-1", "a-1", "b-0", "d-1");
        assertThat(change.leaving()).containsExactly("b-0");
        assertThat(peerIds(change)).containsExactly("b-1");
        assertThat(peerIds(next(3, "a-1", "a-1", "x-0", "d-1"))).containsExactly("b-1");
    }

    @Test
    void aPeerStaysWhileNobodyCanTakeItsPlaceAndALeaderNeverTakesItselfOut() {
        gateway("a", "");
        gateway("b", "", NodeState.DOWN, "b:1");
        gateway("c", "");
        assertThat(next(3, "a-1", "a-1", "b-0", "c-1")).isEqualTo(new Membership.Change(List.of(), List.of()));
        gateway("d", "");
        assertThat(next(3, "a-0", "a-0", "b-1", "c-1").leaving()).isEmpty();
    }
}
