package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import org.junit.jupiter.api.Test;

/** The whole life of a xaction, as the seven steps of the design tell it. */
final class SpineTest {

    @Test
    void aXactionIsCreatedRunsAndFinishes() {
        Table table = Table.ready(2);

        Outcome registered = table.register("x1", "copy-bucket", "src", "dst");
        assertThat(registered).isInstanceOf(Outcome.Registered.class);
        assertThat(((Outcome.Registered) registered).assignments())
                .extracting(assignment -> assignment.target().value())
                .containsExactly("t1", "t2");
        assertThat(table.phase("x1")).isEqualTo(Phase.CREATED);

        table.acknowledge("x1", "t1");
        assertThat(table.phase("x1")).isEqualTo(Phase.RUNNING);
        table.acknowledge("x1", "t2");
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.phase("x1")).isEqualTo(Phase.RUNNING);
        table.report("x1", "t2", How.FINISHED);

        assertThat(table.phase("x1")).isEqualTo(Phase.FINISHED);
        assertThat(table.row("x1").end())
                .isEqualTo(new End(table.elapsed, 1_700_000_000_000L + table.elapsed, Origin.CLIENT, ""));
        assertThat(table.eventTypes()).endsWith("xaction.created", "xaction.running", "xaction.finished");
        assertThat(table.now.xactions().active()).isEmpty();
    }

    @Test
    void anAbortIsAnIntentThatEndsWhenEveryTargetHasStopped() {
        Table table = Table.ready(2);
        table.register("x1", "copy-bucket", "src", "dst");
        table.acknowledge("x1", "t1");

        assertThat(table.abort("x1")).isInstanceOf(Outcome.Applied.class);
        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTING);
        assertThat(table.abort("x1")).isInstanceOf(Outcome.AlreadyDone.class);
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.state("x1", "t1")).isEqualTo(new RunState.Aborted());
        table.report("x1", "t2", How.STOPPED);

        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTED);
        assertThat(table.row("x1").end().error()).isEqualTo("enough");
    }
}
