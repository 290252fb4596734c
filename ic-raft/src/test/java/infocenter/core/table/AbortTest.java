package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import org.junit.jupiter.api.Test;

final class AbortTest {
    private final Table table = Table.ready(1);

    @Test
    void theIntentSaysWhoWhenAndWhy() {
        table.register("x1", "copy-bucket", "src", "dst");
        long sequence = table.now.sequence() + 1;
        assertThat(table.abort("x1")).isEqualTo(new Outcome.Applied(sequence, "x1"));
        assertThat(table.row("x1").abort())
                .isEqualTo(new Abort(
                        sequence,
                        Origin.CLIENT,
                        new Caller("ann", "", "enough"),
                        table.elapsed,
                        1_700_000_000_000L + table.elapsed));
        assertThat(table.run("x1", "t1").sequence()).isEqualTo(sequence);
        Event event = table.now.events().lastEntry().getValue();
        assertThat(event.type()).isEqualTo("xaction.aborting");
        assertThat(event.state()).isEqualTo("aborting");
        assertThat(event.detail()).isEqualTo("enough");
    }

    @Test
    void aRepeatIsDoneAlreadyAndTheEndIsTheEnd() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.abort("x1");
        Xaction row = table.row("x1");
        assertThat(table.abort("x1")).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "x1"));
        assertThat(table.row("x1")).isEqualTo(row);
        table.report("x1", "t1", How.STOPPED);
        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTED);
        assertThat(table.abort("x1")).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void whatHasFinishedIsNotAborted() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.report("x1", "t1", How.FINISHED);
        Outcome refused = table.abort("x1");
        assertThat(Refusals.refusal(refused)).isEqualTo(Reason.ALREADY_ENDED + " x1");
        assertThat(((Outcome.Refused) refused).message()).contains("finished");
        assertThat(Refusals.refusal(table.abort("x9"))).isEqualTo(Reason.NO_SUCH_XACTION + " x9");
    }

    @Test
    void anAbortWithoutAReasonStillHasAnError() {
        table.register("x1", "copy-bucket", "src", "dst");
        table.apply(new Command.RequestAbort(new XactionId("x1"), Origin.SYSTEM, new Caller("", "", "")));
        table.report("x1", "t1", How.STOPPED);
        assertThat(table.row("x1").end().error()).isEqualTo("aborted");
        assertThat(table.row("x1").end().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.now.events().lastEntry().getValue().detail()).isEqualTo("aborted");
    }
}
