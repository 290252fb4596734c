package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import org.junit.jupiter.api.Test;

/** What fails of a target is in the map, as its living process says. */
class DegradedTest {
    private static Command degraded(String id, long incarnation, String why) {
        return new Command.RecordDegraded(new NodeId(id), incarnation, why);
    }

    @Test
    void whatFailsIsShownUntilItDoesNotOrAnotherProcessComes() {
        Table table = Table.ready(1);

        assertThat(table.apply(degraded("t1", 1, "/disk1 is read-only"))).isInstanceOf(Outcome.Applied.class);

        assertThat(table.node("t1").degraded()).isEqualTo("/disk1 is read-only");
        assertThat(table.node("t1").up()).isTrue();
        assertThat(table.eventTypes()).endsWith("node.degraded");
        assertThat(table.apply(degraded("t1", 1, "/disk1 is read-only"))).isInstanceOf(Outcome.AlreadyDone.class);
        table.down("t1");
        assertThat(table.node("t1").degraded()).as("it stays to be seen").isNotEmpty();
        table.join(Table.target("t1", 2));
        assertThat(table.node("t1").degraded()).isEmpty();
        table.apply(degraded("t1", 2, "/disk2 is full"));
        table.apply(degraded("t1", 2, ""));
        assertThat(table.node("t1").degraded()).isEmpty();
        assertThat(table.eventTypes()).endsWith("node.whole");
    }

    @Test
    void onlyTheLivingProcessSaysIt() {
        Table table = Table.ready(1);
        assertThat(Refusals.reason(table.apply(degraded("t1", 2, "x")))).isEqualTo(Reason.STALE_INCARNATION);
        assertThat(Refusals.reason(table.apply(degraded("t9", 1, "x")))).isEqualTo(Reason.NO_SUCH_NODE);
        table.down("t1");
        assertThat(Refusals.reason(table.apply(degraded("t1", 1, "x")))).isEqualTo(Reason.STALE_INCARNATION);
    }

    @Test
    void longWordsAreCut() {
        Table table = Table.ready(1);
        table.apply(degraded("t1", 1, "x".repeat(5_000)));
        assertThat(table.node("t1").degraded()).hasSize(Limits.STANDARD.errorCharsMax());
    }
}
