package infocenter.core.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.command.Stamp;
import infocenter.core.supervise.Fate.Lot;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** What operators are told before they do something. */
class PreviewTest {
    private static final long TERM = 7;
    private static final NodeId G1 = new NodeId("g1");
    private static final NodeId G2 = new NodeId("g2");
    private static final NodeId T1 = new NodeId("t1");
    private static final NodeId T2 = new NodeId("t2");
    private static final String NO_MAJORITY = "after that, if one more member dies, there is no majority";
    private static final String GOES_ON = "after that, if one more member dies, starts and status go on";

    private Information now = Information.EMPTY;

    /** Gateways, the first three of which vote, and two targets in the active placement. */
    private PreviewTest with(String... gateways) {
        apply(new Command.Initialize("c1", 1));
        for (String id : gateways) {
            apply(join(id, Role.GATEWAY));
        }
        List<String> voters = Stream.of(gateways).limit(3).map(id -> "p-" + id).toList();
        apply(new Command.RecordConfiguration(TERM, 1, voters));
        apply(join("t1", Role.TARGET));
        apply(join("t2", Role.TARGET));
        apply(new Command.ProposePlacement(1, List.of(T1, T2)));
        apply(new Command.ActivatePlacement(1));
        return this;
    }

    @Test
    void aSmallerGroupMayLoseFewer() {
        with("g1", "g2", "g3");
        Preview one = preview(new Command.SetIcSize(1));
        assertThat(one.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(one.now()).isEqualTo(new Standing(3, 3));
        assertThat(one.atOnce()).isEqualTo(new Standing(3, 3));
        assertThat(one.settled()).isEqualTo(new Standing(1, 1));
        assertThat(one.settled().mayFail()).isZero();
        assertThat(one.notes()).last().asString().startsWith(NO_MAJORITY);
        assertThat(one.fates()).isEmpty();

        Preview five = preview(new Command.SetIcSize(5));
        assertThat(five.settled()).as("nobody is there to grow with").isEqualTo(new Standing(3, 3));
        assertThat(five.notes()).first().asString().startsWith("the group rests at 3 of 5 members");
        assertThat(five.notes()).last().asString().startsWith(GOES_ON);
        assertThat(now.cluster().council().size()).as("nothing was changed").isEqualTo(3);
    }

    @Test
    void whatIsRefusedChangesNothingAndSaysWhy() {
        with("g1", "g2", "g3");
        Preview refused = preview(new Command.SeatGateway(G2, false));
        assertThat(refused.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, why -> assertThat(why.reason()).isEqualTo(Reason.NO_SPARE));
        assertThat(refused.settled()).isEqualTo(new Standing(3, 3));
        assertThat(refused.notes()).hasSize(1);
        assertThat(preview(new Command.SetIcSize(3)).outcome()).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void aSeatGoesToASpare() {
        with("g1", "g2", "g3", "g4");
        Preview removed = preview(new Command.SeatGateway(G1, false));
        assertThat(removed.settled()).isEqualTo(new Standing(3, 3));
        assertThat(removed.notes())
                .anyMatch(note -> note.startsWith("leadership is handed over"))
                .anyMatch(note -> note.startsWith("its seat goes to a spare"));
        assertThat(preview(new Command.SeatGateway(G2, false)).notes())
                .as("it does not lead")
                .noneMatch(note -> note.startsWith("leadership"));
    }

    @Test
    void aGatewayInMaintenanceKeepsItsSeat() {
        with("g1", "g2", "g3");
        Preview away = preview(new Command.SetMaintenance(G1, Wish.BEGIN));
        assertThat(away.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(away.settled()).isEqualTo(new Standing(3, 3));
        assertThat(away.notes())
                .anyMatch(note -> note.startsWith("leadership is handed over"))
                .anyMatch(note -> note.startsWith("it keeps its seat"));
    }

    @Test
    void aKilledLeaderIsReplacedOnlyWhenSomebodyIsThere() {
        with("g1", "g2", "g3");
        Preview alone = preview(killed(G1));
        assertThat(alone.atOnce()).isEqualTo(new Standing(3, 2));
        assertThat(alone.settled()).isEqualTo(new Standing(3, 2));
        assertThat(alone.notes())
                .anyMatch(note -> note.startsWith("the leader is lost"))
                .anyMatch(note -> note.startsWith("no spare is up"));
        assertThat(alone.notes()).last().asString().startsWith(NO_MAJORITY);

        apply(join("g4", Role.GATEWAY));
        Preview spare = preview(killed(G1));
        assertThat(spare.atOnce()).isEqualTo(new Standing(3, 2));
        assertThat(spare.settled()).isEqualTo(new Standing(3, 3));
        assertThat(spare.notes()).last().asString().startsWith(GOES_ON);

        apply(killed(G2));
        apply(killed(new NodeId("g4")));
        assertThat(preview(killed(G1)).settled().mayFail()).isNegative();
        assertThat(preview(killed(G1)).notes()).last().asString().startsWith("there is no majority then");
    }

    @Test
    void aKilledTargetEndsDegradesOrStopsEachByItsPolicy() {
        with("g1");
        running("owed", "list-objects", false);
        running("copy", "copy-bucket", true);
        running("list", "list-objects", true);

        Preview killed = preview(killed(T2));
        assertThat(lot(killed, "owed")).isEqualTo(Lot.ENDS);
        assertThat(lot(killed, "copy")).isEqualTo(Lot.WAITS);
        assertThat(lot(killed, "list")).isEqualTo(Lot.DEGRADES);
        assertThat(why(killed, "copy")).isEqualTo("it waits for t2 for 30 s, then it is aborted");
        // Each is what the table makes of it, or will.
        apply(killed(T2));
        for (Fate fate : killed.fates()) {
            Xaction row = now.xactions().find(fate.id());
            boolean well = switch (fate.lot()) {
                case ENDS -> row.abort() != null || fate.id().value().equals("owed");
                case DEGRADES -> row.abort() == null && row.end() == null;
                case WAITS -> row.abort() == null;
                case MUST_END -> false;
            };
            assertThat(well).as(fate.toString()).isTrue();
        }
        assertThat(killed.fates()).extracting(Fate::lot).isSorted();
        assertThat(killed.notes()).anyMatch(note -> note.contains("answer 503"));
    }

    @Test
    void whatARebalanceExcludesMustEndWhenATargetGoes() {
        with("g1");
        running("copy", "copy-bucket", true);
        running("list", "list-objects", true);
        Preview away = preview(new Command.SetMaintenance(T2, Wish.DECOMMISSION));
        assertThat(lot(away, "copy")).isEqualTo(Lot.MUST_END);
        assertThat(away.fates()).hasSize(1);
        assertThat(away.count(Lot.MUST_END)).isEqualTo(1);
        assertThat(away.notes())
                .anyMatch(note -> note.startsWith("objects move"))
                .anyMatch(note -> note.startsWith("its runs go on"));

        apply(new Command.SetMaintenance(T2, Wish.BEGIN));
        Preview gone = preview(new Command.SetMaintenance(T1, Wish.BEGIN));
        assertThat(gone.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(gone.fates()).isEmpty();
    }

    private void running(String id, String kind, boolean acknowledged) {
        XactionId row = new XactionId(id);
        apply(new Command.RegisterXaction(
                row,
                kind,
                "{}",
                "",
                kind.equals("copy-bucket") ? List.of(bucket("src"), bucket("dst")) : List.of(bucket(id)),
                TreePMap.empty(),
                null,
                "",
                Origin.CLIENT,
                Caller.system("test"),
                false,
                5_000,
                0));
        if (acknowledged) {
            apply(new Command.RecordAcknowledgements(
                    List.of(new Acknowledgement(row, T1, 1, 1), new Acknowledgement(row, T2, 1, 1))));
        }
    }

    private BucketName bucket(String name) {
        BucketName bucket = BucketName.of(name);
        if (!now.buckets().byName().containsKey(bucket)) {
            apply(new Command.CreateBucket(bucket, TreePMap.empty()));
        }
        return bucket;
    }

    private static Lot lot(Preview preview, String id) {
        return fate(preview, id).lot();
    }

    private static String why(Preview preview, String id) {
        return fate(preview, id).why();
    }

    private static Fate fate(Preview preview, String id) {
        return preview.fates().stream()
                .filter(fate -> fate.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Preview preview(Command change) {
        return Preview.of(now, G1, TERM, change);
    }

    private static Command killed(NodeId id) {
        return new Command.MarkNodeDown(id, 1, TERM, "its process ended");
    }

    private void apply(Command command) {
        Change change = InformationTable.attempt(now, new Stamp(TERM, 1_000, 1_000), command);
        assertThat(change.outcomes().get(0)).as(command.toString()).isNotInstanceOf(Outcome.Refused.class);
        now = change.information();
    }

    private static Command join(String id, Role role) {
        return new Command.JoinNode(
                "c1",
                new NodeId(id),
                role,
                new Addresses("http://" + id + ":1", "http://" + id + ":2"),
                "z1",
                1,
                role == Role.GATEWAY ? new Seat("p-" + id, id + ":3") : null,
                1);
    }
}
