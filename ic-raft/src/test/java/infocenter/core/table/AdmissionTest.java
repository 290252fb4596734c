package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Table.Start;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

final class AdmissionTest {
    private final Table table = Table.ready(2);
    private final Table odd = Table.ready(TestLimits.of(limits -> limits.kinds = TestKinds.ALL), 2);

    @Test
    void aRowSaysAllThatItsStartSaid() {
        table.elapsed = 50_000;
        Start start = Table.start("x1", "copy-bucket", "src", "dst")
                .arguments("{\"prefix\":\"a\"}")
                .key("k1", "h1");
        start.labels = TreePMap.singleton("team", "blue");
        start.deadline = 60_000;
        start.startBy = 7_000;
        start.caller = new Caller("ann", "g1 10.0.0.1", "nightly");
        long sequence = table.now.sequence() + 1;

        Outcome.Registered registered = (Outcome.Registered) table.apply(start.command());

        long src = table.now.buckets().byName().get(BucketName.of("src")).id();
        assertThat(registered.sequence()).isEqualTo(sequence);
        assertThat(registered.buckets()).extracting(ref -> ref.name().name()).containsExactly("src", "dst");
        assertThat(registered.buckets().get(0).id()).isEqualTo(src);
        assertThat(registered.assignments())
                .containsExactly(
                        new Outcome.Assignment(new NodeId("t1"), 1, "http://t1:2"),
                        new Outcome.Assignment(new NodeId("t2"), 1, "http://t2:2"));
        Xaction row = table.row("x1");
        assertThat(row)
                .isEqualTo(new Xaction(
                        start.command().id(),
                        "copy-bucket",
                        "{\"prefix\":\"a\"}",
                        "",
                        registered.buckets(),
                        start.labels,
                        "k1",
                        Origin.CLIENT,
                        start.caller,
                        infocenter.core.xaction.Policy.RESTART,
                        false,
                        sequence,
                        50_000,
                        1_700_000_050_000L,
                        110_000,
                        false,
                        null,
                        row.runs(),
                        null));
        assertThat(row.runs().get(new NodeId("t1"))).isEqualTo(Run.owed(new NodeId("t1"), 1, sequence, 57_000));
        Event event = table.now.events().lastEntry().getValue();
        assertThat(event)
                .isEqualTo(new Event(
                        sequence + 1,
                        "xaction.created",
                        "x1",
                        "copy-bucket",
                        "created",
                        List.of("ais://src", "ais://dst"),
                        "nightly",
                        1_700_000_050_000L));
    }

    @Test
    void unknownAndUnstartableKindsAreRefused() {
        assertThat(Refusals.refusal(table.register("x1", "mine-bitcoin", "src")))
                .isEqualTo(Reason.UNKNOWN_KIND + " mine-bitcoin");
        assertThat(Refusals.refusal(odd.register("x1", "sweep"))).isEqualTo(Reason.NOT_STARTABLE + " sweep");
        Start system = Table.start("x1", "sweep");
        system.origin = Origin.SYSTEM;
        assertThat(odd.apply(system.command())).isInstanceOf(Outcome.Registered.class);
        assertThat(odd.row("x1").origin()).isEqualTo(Origin.SYSTEM);
    }

    @Test
    void anIdIsTakenOnceAlsoAfterTheEnd() {
        table.register("x1", "list-objects", "src");
        assertThat(Refusals.refusal(table.register("x1", "list-objects", "src")))
                .isEqualTo(Reason.ID_TAKEN + " x1");
        table.abort("x1");
        table.report("x1", "t1", How.STOPPED);
        table.report("x1", "t2", How.STOPPED);
        assertThat(Refusals.reason(table.register("x1", "list-objects", "src"))).isEqualTo(Reason.ID_TAKEN);
    }

    @Test
    void aStartThatIsRefusedLeavesNothing() {
        Information before = table.now;
        table.register("x1", "list-objects", "nowhere");

        assertThat(table.row("x1")).isNull();
        assertThat(table.now.xactions()).isEqualTo(before.xactions());
        assertThat(table.now.keys()).isEqualTo(before.keys());
        assertThat(table.now.events()).isEqualTo(before.events());
    }

    @Test
    void labelsAreLimitedInNumberAndLength() {
        Start start = Table.start("x1", "list-objects", "src");
        for (int i = 0; i < 64; i++) {
            start.labels = start.labels.plus("l".repeat(60) + i, "v".repeat(1_024));
        }
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        start.id = "x2";
        start.labels = start.labels.plus("one", "more");
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " labels");
        start.labels = TreePMap.singleton("l".repeat(65), "v");
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " labels");
        start.labels = TreePMap.singleton("", "v");
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " labels");
        start.labels = TreePMap.singleton("l", "v".repeat(1_025));
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " labels.l");
    }

    @Test
    void timesAreLimited() {
        Start start = Table.start("x1", "list-objects", "src");
        start.startBy = 0;
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " startBy");
        start.startBy = 600_001;
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " startBy");
        start.startBy = 1;
        start.deadline = -1;
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " deadline");
        start.deadline = 365L * 86_400_000 + 1;
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " deadline");
        start.deadline = 365L * 86_400_000;
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        start.id = "x2";
        start.startBy = 600_000;
        start.deadline = 0;
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.Registered.class);
        assertThat(table.row("x2").deadlineMillis()).isZero();
    }

    @Test
    void callersAreLimited() {
        Start start = Table.start("x1", "list-objects", "src");
        start.caller = new Caller("x".repeat(257), "", "");
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " caller");
        start.caller = new Caller("", "x".repeat(257), "");
        assertThat(Refusals.refusal(table.apply(start.command()))).isEqualTo(Reason.TOO_LARGE + " caller");
        start.caller = new Caller("x".repeat(256), "x".repeat(256), "");
        assertThat(table.apply(start.command())).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void bucketsMustExistAndFitTheKind() {
        assertThat(Refusals.refusal(table.register("x1", "copy-bucket", "src", "nowhere")))
                .isEqualTo(Reason.NO_SUCH_BUCKET + " ais://nowhere");
        assertThat(Refusals.refusal(table.register("x1", "copy-bucket", "src")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
        assertThat(Refusals.refusal(table.register("x1", "copy-bucket", "src", "src")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
        assertThat(Refusals.refusal(table.register("x1", "list-objects"))).isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
        assertThat(Refusals.refusal(table.register("x1", "list-objects", "src", "dst")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " buckets");
    }

    @Test
    void kindsExcludeEachOtherOnACommonBucketBothWays() {
        odd.apply(new Command.CreateBucket(BucketName.of("b3"), TreePMap.empty()));
        odd.apply(new Command.CreateBucket(BucketName.of("b4"), TreePMap.empty()));
        odd.register("x1", "copy", "src", "dst");
        assertThat(Refusals.refusal(odd.register("x2", "evict", "dst"))).isEqualTo(Reason.EXCLUDED + " x1");
        assertThat(odd.register("x3", "evict", "b3")).isInstanceOf(Outcome.Registered.class);
        assertThat(Refusals.refusal(odd.register("x4", "copy", "b4", "b3"))).isEqualTo(Reason.EXCLUDED + " x3");
        assertThat(odd.register("x5", "read", "dst")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aKindOfTheWholeClusterExcludesEverywhere() {
        odd.register("x1", "copy", "src", "dst");
        Start system = Table.start("g1", "sweep");
        system.origin = Origin.SYSTEM;
        assertThat(Refusals.refusal(odd.apply(system.command()))).isEqualTo(Reason.EXCLUDED + " copy");
        odd.abort("x1");
        odd.report("x1", "t1", How.STOPPED);
        odd.report("x1", "t2", How.STOPPED);
        assertThat(odd.apply(system.command())).isInstanceOf(Outcome.Registered.class);
        assertThat(Refusals.refusal(odd.register("x2", "copy", "src", "dst"))).isEqualTo(Reason.EXCLUDED + " sweep");
    }

    @Test
    void activeXactionsOfAKindAreCapped() {
        for (int i = 1; i <= 3; i++) {
            assertThat(odd.register("x" + i, "copy", "src", "dst")).isInstanceOf(Outcome.Registered.class);
        }
        assertThat(Refusals.refusal(odd.register("x4", "copy", "src", "dst"))).isEqualTo(Reason.KIND_CAP + " copy");
        odd.report("x1", "t1", How.FINISHED);
        odd.report("x1", "t2", How.FINISHED);
        assertThat(odd.register("x4", "copy", "src", "dst")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void activeXactionsAreCappedInAll() {
        Table small = Table.ready(TestLimits.of(limits -> limits.active = 2), 1);
        small.register("x1", "list-objects", "src");
        small.register("x2", "copy-bucket", "src", "dst");
        assertThat(Refusals.reason(small.register("x3", "list-objects", "src"))).isEqualTo(Reason.TABLE_FULL);
        small.report("x1", "t1", How.FINISHED);
        assertThat(small.register("x3", "list-objects", "src")).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aTargetThatIsDownRefusesStartsUnlessTheyMayBePartial() {
        table.down("t1");
        assertThat(Refusals.refusal(table.register("x1", "list-objects", "src")))
                .isEqualTo(Reason.TARGET_DOWN + " t1");

        Start partial = Table.start("x1", "list-objects", "src");
        partial.partial = true;
        Outcome.Registered registered = (Outcome.Registered) table.apply(partial.command());
        assertThat(registered.assignments()).extracting(a -> a.target().value()).containsExactly("t2");
        assertThat(table.row("x1").partial()).isTrue();
        assertThat(table.row("x1").runs().keySet()).containsExactly(new NodeId("t2"));

        table.down("t2");
        partial.id = "x2";
        assertThat(Refusals.refusal(table.apply(partial.command()))).isEqualTo(Reason.NO_TARGET + " t1");
    }

    @Test
    void aPartialStartWithoutAMissingTargetIsWhole() {
        Start partial = Table.start("x1", "list-objects", "src");
        partial.partial = true;
        table.apply(partial.command());
        assertThat(table.row("x1").partial()).isFalse();
        assertThat(table.row("x1").runs()).hasSize(2);
    }

    @Test
    void theFirstTargetThatIsDownIsNamed() {
        table.down("t2");
        assertThat(Refusals.refusal(table.register("x1", "list-objects", "src")))
                .isEqualTo(Reason.TARGET_DOWN + " t2");
    }

    @Test
    void withoutAPlacementThereIsNoTarget() {
        Table bare = Table.ready(0);
        assertThat(Refusals.refusal(bare.register("x1", "list-objects", "src"))).isEqualTo(Reason.NO_TARGET + " ");
    }

    @Test
    void aTargetInMaintenanceWorksUntilThePlacementMovesOn() {
        table.apply(new Command.SetMaintenance(new NodeId("t1"), Command.SetMaintenance.Wish.BEGIN));
        assertThat(table.register("x1", "list-objects", "src")).isInstanceOf(Outcome.Registered.class);
        assertThat(table.row("x1").runs()).hasSize(2);
        table.acknowledge("x1", "t1");
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Running());
    }

    @Test
    void aTargetOutsideThePlacementGetsNoRun() {
        table.join(Table.target("t3", 1));
        table.register("x1", "list-objects", "src");
        assertThat(table.row("x1").runs().keySet()).containsExactly(new NodeId("t1"), new NodeId("t2"));
    }
}
