package infocenter.core.table;

import static infocenter.core.table.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Council;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CouncilTest {
    private final Table table = Table.ready(1);

    CouncilTest() {
        for (String id : List.of("g2", "g3", "g4")) {
            table.join(Table.gateway(id, 1));
        }
        group(1, "p-g1", "p-g2", "p-g3");
    }

    private void group(long index, String... peerIds) {
        assertThat(table.apply(new Command.RecordConfiguration(table.term, index, List.of(peerIds))))
                .isInstanceOf(Outcome.Applied.class);
    }

    private Outcome size(int size) {
        return table.apply(new Command.SetIcSize(size));
    }

    private Outcome seat(String id, boolean wanted) {
        return table.apply(new Command.SeatGateway(new NodeId(id), wanted));
    }

    private Outcome wish(String id, Wish wish) {
        return table.apply(new Command.SetMaintenance(new NodeId(id), wish));
    }

    private Outcome lead(String id) {
        return table.apply(new Command.MoveLeadership(new NodeId(id)));
    }

    private Council council() {
        return table.now.cluster().council();
    }

    @Test
    void theFoundersSizeCountsUntilAnotherIsSaid() {
        Table fresh = new Table();
        assertThat(refusal(fresh.entry(Batch.sessionless(new Command.Initialize("c", 1, 4)))
                        .get(0)))
                .isEqualTo(Reason.BAD_ARGUMENTS + " size");
        assertThat(fresh.now.identity()).isNull();
        fresh.entry(Batch.sessionless(new Command.Initialize("c", 1, 5)));
        assertThat(fresh.now.cluster().council()).isEqualTo(new Council(5, List.of(), null));

        assertThat(council().size()).isEqualTo(3);
        assertThat(size(5)).isInstanceOf(Outcome.Applied.class);
        assertThat(council().size()).isEqualTo(5);
        assertThat(table.now.cluster().sequence()).isEqualTo(table.now.sequence() - 1);
        assertThat(table.eventTypes()).endsWith("ic.size");
        assertThat(size(5)).isInstanceOf(Outcome.AlreadyDone.class);
        for (int odd : new int[] {-1, 0, 2, 4, 7}) {
            assertThat(refusal(size(odd))).isEqualTo(Reason.BAD_ARGUMENTS + " size");
        }
    }

    @Test
    void aMemberIsBarredWhenSomebodyCanTakeItsSeat() {
        assertThat(seat("g2", false)).isInstanceOf(Outcome.Applied.class);
        assertThat(council().barred()).containsExactly(new NodeId("g2"));
        assertThat(table.eventTypes()).endsWith("ic.barred");
        assertThat(seat("g2", false)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(refusal(seat("g3", false))).isEqualTo(Reason.NO_SPARE + " g3");
        assertThat(seat("g2", true)).isInstanceOf(Outcome.Applied.class);
        assertThat(council().barred()).isEmpty();
        assertThat(table.eventTypes()).endsWith("ic.allowed");
        assertThat(seat("g3", false)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aSpareThatIsDownOrOnTheWayOutIsNone() {
        table.down("g4");
        assertThat(refusal(seat("g2", false))).isEqualTo(Reason.NO_SPARE + " g2");
        table.up("g4", 1);
        wish("g4", Wish.BEGIN);
        assertThat(refusal(seat("g2", false))).isEqualTo(Reason.NO_SPARE + " g2");
        wish("g4", Wish.END);
        seat("g4", false);
        assertThat(refusal(seat("g2", false))).isEqualTo(Reason.NO_SPARE + " g2");
        seat("g4", true);
        assertThat(seat("g2", false)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void theSpareOfADeadMemberIsNotGivenAwayTwice() {
        table.down("g3");
        assertThat(refusal(seat("g2", false))).isEqualTo(Reason.NO_SPARE + " g2");
        assertThat(seat("g3", false)).as("the dead one itself").isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void whoHasNoSeatIsBarredInAnyCase() {
        table.down("g4");
        assertThat(seat("g4", false)).isInstanceOf(Outcome.Applied.class);
        assertThat(refusal(seat("t1", false))).isEqualTo(Reason.OTHER_ROLE + " t1");
        assertThat(refusal(seat("g9", true))).isEqualTo(Reason.NO_SUCH_NODE + " g9");
    }

    @Test
    void aSeatThatNobodyNeedsIsGivenUpWithoutASpare() {
        table.down("g4");
        size(1);
        assertThat(seat("g2", false)).isInstanceOf(Outcome.Applied.class);
        assertThat(seat("g3", false)).isInstanceOf(Outcome.Applied.class);
        assertThat(refusal(seat("g1", false))).isEqualTo(Reason.NO_SPARE + " g1");
        group(2, "p-g1");
        assertThat(refusal(seat("g1", false))).isEqualTo(Reason.LAST_MEMBER + " g1");
    }

    @Test
    void whoIsLetInNeedsASeatThatIsFree() {
        assertThat(refusal(seat("g4", true))).isEqualTo(Reason.NO_FREE_SEAT + " g4");
        assertThat(seat("g3", true)).isInstanceOf(Outcome.AlreadyDone.class);
        size(5);
        assertThat(seat("g4", true)).isInstanceOf(Outcome.AlreadyDone.class);
        table.down("g4");
        assertThat(refusal(seat("g4", true))).isEqualTo(Reason.WRONG_STATE + " g4");
        table.apply(new Command.EvictNode(new NodeId("g4"), 1));
        assertThat(refusal(seat("g4", true))).isEqualTo(Reason.WRONG_STATE + " g4");
    }

    @Test
    void whatWasWantedOfAForgottenGatewayIsForgottenToo() {
        seat("g4", false);
        table.down("g4");
        table.apply(new Command.EvictNode(new NodeId("g4"), 1));
        table.apply(new Command.ForgetNode(new NodeId("g4")));
        assertThat(council().barred()).isEmpty();
    }

    @Test
    void aMemberIsDecommissionedWhenSomebodyCanTakeItsSeat() {
        table.down("g4");
        assertThat(refusal(wish("g2", Wish.DECOMMISSION))).isEqualTo(Reason.NO_SPARE + " g2");
        table.up("g4", 1);
        assertThat(wish("g2", Wish.DECOMMISSION)).isInstanceOf(Outcome.Applied.class);
        assertThat(refusal(wish("g3", Wish.DECOMMISSION))).isEqualTo(Reason.NO_SPARE + " g3");
        assertThat(refusal(seat("g2", true))).isEqualTo(Reason.WRONG_STATE + " g2");
    }

    @Test
    void maintenanceNeedsAnotherMemberThatCanLead() {
        assertThat(wish("g4", Wish.BEGIN)).as("no member").isInstanceOf(Outcome.Applied.class);
        assertThat(wish("g1", Wish.BEGIN)).isInstanceOf(Outcome.Applied.class);
        table.down("g2");
        assertThat(refusal(wish("g3", Wish.BEGIN))).isEqualTo(Reason.LAST_MEMBER + " g3");
        table.up("g2", 1);
        assertThat(wish("g3", Wish.BEGIN)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aMemberIsAskedToLeadByTheLeaderOfTheEntrysTerm() {
        table.term = 7;
        assertThat(lead("g2")).isInstanceOf(Outcome.Applied.class);
        assertThat(council().lead()).isEqualTo(new Council.Lead(new NodeId("g2"), 7));
        assertThat(table.eventTypes()).endsWith("ic.move-leadership");
        assertThat(refusal(lead("g4"))).as("no member").isEqualTo(Reason.WRONG_STATE + " g4");
        table.down("g3");
        assertThat(refusal(lead("g3"))).isEqualTo(Reason.WRONG_STATE + " g3");
        assertThat(refusal(lead("t1"))).isEqualTo(Reason.OTHER_ROLE + " t1");
        assertThat(refusal(lead("g9"))).isEqualTo(Reason.NO_SUCH_NODE + " g9");
        wish("g2", Wish.BEGIN);
        assertThat(refusal(lead("g2"))).isEqualTo(Reason.WRONG_STATE + " g2");
    }
}
