package infocenter.core.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Council;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipTest {
    private final SeatScene scene = new SeatScene();

    private List<String> joining() {
        Plan plan = scene.next();
        return plan instanceof Plan.Grow grow
                ? grow.joining().stream().map(voter -> voter.seat().peerId()).toList()
                : List.of();
    }

    /** {@code leaving>joining} of a replacement, else what the plan is. */
    private String exchange() {
        Plan plan = scene.next();
        return plan instanceof Plan.Replace replace
                ? replace.leaving() + ">" + replace.joining().seat().peerId()
                : plan.toString();
    }

    private List<String> leaving() {
        return scene.next() instanceof Plan.Shrink shrink ? shrink.leaving() : List.of();
    }

    private Plan.Rest rest() {
        assertThat(scene.next()).isInstanceOf(Plan.Rest.class);
        return (Plan.Rest) scene.next();
    }

    // ---- growing

    @Test
    void growsFromOneToThreeInOneChangeAndAtOnce() {
        scene.group("a-1").leadingMillis = 0;
        scene.up("a", "b");
        assertThat(joining()).as("two never rest").isEmpty();
        assertThat(rest())
                .isEqualTo(new Plan.Rest(
                        "waits for gateways that can vote: 1 of 3 members, and it rests at odd sizes only", 2));
        scene.up("c", "d");
        assertThat(joining()).containsExactly("b-1", "c-1");
        scene.size(5);
        assertThat(joining()).as("four would be even").containsExactly("b-1", "c-1");
        scene.size(1);
        assertThat(rest()).isEqualTo(new Plan.Rest("as wanted", 0));
    }

    @Test
    void neverGrowsAboveTheWantedSize() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1");
        assertThat(rest().why()).isEqualTo("as wanted");
    }

    @Test
    void prefersZonesThatTheGroupDoesNotHave() {
        scene.zones("a", "z1", "b", "z1", "c", "z2", "d", "z2", "e", "z3").group("a-1");
        assertThat(joining()).containsExactly("c-1", "e-1");
    }

    @Test
    void takesOnlyGatewaysThatCanSitDown() {
        scene.up("a", "d", "f", "g").group("a-1");
        scene.gateway("b", NodeState.DOWN)
                        .gateway("c", "", NodeState.UP, "c-1", "a:1")
                        .gateway("h", NodeState.MAINTENANCE)
                        .gateway("i", NodeState.DECOMMISSIONED)
                        .bar("f")
                        .avoided =
                List.of("g-1");
        assertThat(joining()).isEmpty();
        scene.up("e");
        assertThat(joining()).containsExactly("d-1", "e-1");
    }

    @Test
    void anEvenGroupIsFilledUpOrMadeOdd() {
        scene.up("a", "b", "c").group("a-1", "b-1");
        assertThat(joining()).containsExactly("c-1");
        scene.bar("c");
        assertThat(leaving()).containsExactly("b-1");
    }

    // ---- replacing

    @Test
    void aMemberThatIsSilentForTooLongIsReplaced() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1").silent("b-1", 29);
        assertThat(rest().why()).isEqualTo("b-1 is silent");
        scene.silent("b-1", 30);
        assertThat(exchange()).isEqualTo("b-1>d-1");
        scene.leadingMillis = 9_999;
        assertThat(rest().why()).endsWith("but this leader is new");
        scene.leadingMillis = 10_000;
        scene.gateway("d", NodeState.DOWN);
        assertThat(rest())
                .isEqualTo(new Plan.Rest(
                        "b-1 has been silent for 30 s, and no gateway is there that could take its seat", 1));
    }

    @Test
    void aMemberThatWasNeverHeardOfIsSilentSinceTheLeaderLeads() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1");
        scene.seen.remove("b-1");
        scene.leadingMillis = 29_999;
        assertThat(rest().why()).isEqualTo("b-1 is silent");
        scene.leadingMillis = 30_000;
        assertThat(exchange()).isEqualTo("b-1>d-1");
    }

    @Test
    void aSpareOfAnotherZoneIsPreferred() {
        scene.zones("a", "z1", "b", "z2", "c", "z3", "d", "z1", "e", "z3", "f", "z2")
                .group("a-1", "b-1", "c-1")
                .silent("b-1", 31);
        assertThat(exchange()).isEqualTo("b-1>f-1");
        scene.silent("b-1", 0).silent("c-1", 31);
        assertThat(exchange()).isEqualTo("c-1>e-1");
    }

    @Test
    void aMemberThatAnswersAndTakesNothingInIsReplaced() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1").stuck("c-1", 59);
        assertThat(rest().why()).isEqualTo("as wanted");
        scene.stuck("c-1", 60);
        assertThat(exchange()).isEqualTo("c-1>d-1");
    }

    @Test
    void thePeerOfALostDiskIsExchangedForThatGatewaysNewOne() {
        scene.up("a", "b", "c", "d").group("a-1", "b-0", "d-1").silent("b-0", 6);
        assertThat(exchange()).isEqualTo("b-0>b-1");
        scene.group("a-1", "x-0", "d-1").silent("x-0", 6);
        assertThat(exchange()).isEqualTo("x-0>b-1");
        scene.gateway("b", NodeState.DOWN).gateway("c", NodeState.DOWN);
        assertThat(rest().waitingSeats()).isEqualTo(1);
    }

    @Test
    void whoIsNotWantedIsExchanged() {
        scene.up("a", "b", "c", "d", "e").group("a-1", "b-1", "c-1").bar("c");
        assertThat(exchange()).isEqualTo("c-1>d-1");
        scene.gateway("b", NodeState.DECOMMISSIONED);
        assertThat(exchange()).isEqualTo("b-1>d-1");
        scene.leadingMillis = 9_999;
        assertThat(scene.next()).isInstanceOf(Plan.Rest.class);
    }

    @Test
    void maintenanceKeepsTheSeat() {
        scene.up("a", "b", "d").gateway("c", NodeState.MAINTENANCE).group("a-1", "b-1", "c-1");
        assertThat(rest().why()).isEqualTo("as wanted");
        scene.silent("c-1", 31);
        assertThat(exchange()).as("but a dead one is replaced").isEqualTo("c-1>d-1");
    }

    @Test
    void noLiveOneGoesWhileADeadOneWouldStay() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1").bar("c").silent("b-1", 6);
        assertThat(rest().why()).endsWith("nobody goes while others are silent");
        scene.silent("b-1", 30);
        assertThat(exchange()).as("the dead one first").isEqualTo("b-1>d-1");
    }

    @Test
    void aChangeThatWouldHaveNoLivingMajorityIsNotMade() {
        scene.up("a", "b", "c", "d", "e", "f")
                .size(5)
                .group("a-1", "b-1", "c-1", "d-1", "e-1")
                .silent("b-1", 31)
                .silent("c-1", 31)
                .silent("d-1", 31)
                .silent("e-1", 31);
        assertThat(scene.next()).isInstanceOf(Plan.Rest.class);
        scene.silent("e-1", 0);
        assertThat(exchange()).isEqualTo("b-1>f-1");
    }

    // ---- shrinking

    @Test
    void shrinksToTheWantedSizeInOneChange() {
        scene.up("a", "b", "c", "d", "e").group("a-1", "b-1", "c-1", "d-1", "e-1");
        assertThat(leaving()).containsExactly("e-1", "d-1");
        scene.size(1);
        assertThat(leaving()).containsExactly("e-1", "d-1", "c-1", "b-1");
        scene.leader = "e-1";
        assertThat(leaving()).as("never the leader").containsExactly("d-1", "c-1", "b-1", "a-1");
    }

    @Test
    void barredThenDeadThenCrowdedZonesGoFirst() {
        scene.zones("a", "z1", "b", "z1", "c", "z2", "d", "z2", "e", "z3").group("a-1", "b-1", "c-1", "d-1", "e-1");
        assertThat(leaving()).containsExactly("d-1", "b-1");
        scene.silent("e-1", 7);
        assertThat(leaving()).containsExactly("e-1", "d-1");
        scene.bar("c");
        assertThat(leaving()).containsExactly("c-1", "e-1");
        scene.bar("b");
        assertThat(leaving()).as("the dead one may not stay").containsExactly("e-1", "c-1");
    }

    // ---- leadership

    @Test
    void aLeaderInMaintenanceHandsOverToTheOneThatKnowsMost() {
        scene.up("b", "c").gateway("a", NodeState.MAINTENANCE).group("a-1", "b-1", "c-1");
        scene.seen.put("b-1", new Seating.Seen(10, 0, 9));
        scene.leadingMillis = 0;
        assertThat(scene.next()).isEqualTo(new Plan.Transfer("c-1", "a is maintenance"));
        scene.avoided = List.of("c-1");
        assertThat(scene.next()).isEqualTo(new Plan.Transfer("b-1", "a is maintenance"));
        scene.silent("b-1", 6);
        assertThat(rest().why()).isEqualTo("a shall not lead, but nobody else can");
    }

    @Test
    void aBarredLeaderHandsOverBeforeItsSeatGoes() {
        scene.up("a", "b", "c", "d").group("a-1", "b-1", "c-1").bar("a").bar("b");
        assertThat(scene.next()).isEqualTo(new Plan.Transfer("c-1", "a is barred"));
        scene.leader = "c-1";
        assertThat(exchange()).isEqualTo("a-1>d-1");
    }

    @Test
    void anOperatorsWishCountsInItsTerm() {
        scene.up("a", "b", "c").group("a-1", "b-1", "c-1");
        scene.council(scene.cluster.council().asking(new Council.Lead(new NodeId("c"), 1)));
        assertThat(scene.next()).isEqualTo(new Plan.Transfer("c-1", "an operator wants c to lead"));
        scene.silent("c-1", 6);
        assertThat(scene.next()).isInstanceOf(Plan.Rest.class);
        scene.silent("c-1", 0).term = 2;
        assertThat(rest().why()).isEqualTo("as wanted");
        scene.term = 1;
        scene.leader = "c-1";
        assertThat(rest().why()).as("it leads already").isEqualTo("as wanted");
    }
}
