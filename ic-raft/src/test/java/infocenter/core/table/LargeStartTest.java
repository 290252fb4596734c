package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.supervise.Due;
import infocenter.core.supervise.Supervision;
import infocenter.core.xaction.BlobAddress;
import org.junit.jupiter.api.Test;

/** Arguments that are too large for a row: the row keeps their address, and a dry try says what the entry would. */
final class LargeStartTest {
    private static final String ADDRESS = new BlobAddress("0f".repeat(32), 2_000_000).toString();
    private static final String NAMES = "{\"names\":[\"a\",\"b\"]}";

    private final Table table = Table.ready(1);

    @Test
    void theRowAndTheOrderCarryTheAddress() {
        assertThat(table.apply(start("x1", ADDRESS))).isInstanceOf(Outcome.Registered.class);

        assertThat(table.row("x1").argumentsHash()).isEqualTo(ADDRESS);
        assertThat(Supervision.ordersFor(table.now, new NodeId("t1")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Due.Start.class, due -> assertThat(due.argumentsHash()).isEqualTo(ADDRESS));
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.row("x1").argumentsHash()).isEqualTo(ADDRESS);
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (String wrong : new String[] {
            "x", ADDRESS.toUpperCase(java.util.Locale.ROOT), "0f".repeat(32) + "-0", "0f".repeat(32) + "-8388609"
        }) {
            assertThat(Refusals.refusal(table.apply(start("x1", wrong))))
                    .as(wrong)
                    .isEqualTo(Reason.BAD_ARGUMENTS + " arguments");
        }
    }

    @Test
    void argumentsAreInTheRowOrABlobButNotBoth() {
        Table.Start both = Table.start("x1", "delete", "src").arguments(NAMES);
        both.hash = ADDRESS;
        assertThat(Refusals.refusal(table.apply(both.command()))).isEqualTo(Reason.BAD_ARGUMENTS + " arguments");
    }

    @Test
    void aDryTryJudgesTheArgumentsAndChangesNothing() {
        Information before = table.now;

        assertThat(DryStart.of(before, start("x1", ADDRESS), NAMES)).isInstanceOf(Outcome.Registered.class);
        assertThat(Refusals.refusal(DryStart.of(before, start("x1", ADDRESS), "{\"names\":[\"../a\"]}")))
                .isEqualTo(Reason.BAD_ARGUMENTS + " arguments.names");
        assertThat(table.now).isSameAs(before);
        assertThat(table.row("x1")).isNull();
    }

    @Test
    void aDryTrySaysWhatTheEntryWould() {
        table.apply(Table.start("x0", "delete", "src").key("k1", "b1").command());
        Table.Start known = Table.start("x1", "delete", "src").arguments("").key("k1", "b1");
        known.hash = ADDRESS;
        Table.Start nowhere = Table.start("x1", "delete", "nowhere").arguments("");
        nowhere.hash = ADDRESS;

        assertThat(DryStart.of(table.now, known.command(), NAMES))
                .isInstanceOfSatisfying(
                        Outcome.AlreadyDone.class,
                        done -> assertThat(done.subject()).isEqualTo("x0"));
        assertThat(Refusals.refusal(DryStart.of(table.now, nowhere.command(), NAMES)))
                .startsWith(Reason.NO_SUCH_BUCKET.toString());
        assertThat(Refusals.refusal(DryStart.of(Information.EMPTY, start("x1", ADDRESS), NAMES)))
                .startsWith(Reason.NOT_INITIALIZED.toString());
    }

    private static Command.RegisterXaction start(String id, String address) {
        Table.Start start = Table.start(id, "delete", "src").arguments("");
        start.hash = address;
        return start.command();
    }
}
