package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Table.Start;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
    private final Table table = Table.ready(1);

    @Test
    void historyIsKeptByAge() {
        ended("list", "list-objects", How.FINISHED);
        ended("listFailed", "list-objects", How.FAILED);
        ended("copy", "copy-bucket", How.FINISHED);
        ended("failed", "copy-bucket", How.FAILED);
        aborted("aborted");
        long before = table.now.sequence();

        expireAfter(Duration.ofMinutes(10).minusMillis(1));
        assertThat(table.now.xactions().rows()).hasSize(5);
        expireAfter(Duration.ofMillis(1));
        assertThat(ids()).containsExactly("aborted", "copy", "failed");
        expireAfter(Duration.ofDays(7).minus(Duration.ofMinutes(10)).minusMillis(1));
        assertThat(ids()).containsExactly("aborted", "copy", "failed");
        expireAfter(Duration.ofMillis(1));
        assertThat(ids()).containsExactly("aborted", "failed");
        expireAfter(Duration.ofDays(23).minusMillis(1));
        assertThat(ids()).containsExactly("aborted", "failed");
        expireAfter(Duration.ofMillis(1));
        assertThat(ids()).isEmpty();
        assertThat(table.now.xactions()).isEqualTo(Xactions.EMPTY);
        assertThat(table.now.sequence()).isEqualTo(before + 6);
    }

    @Test
    void theOldestEndGoesFirstWhenThereAreTooMany() {
        Table small = Table.ready(TestLimits.of(limits -> limits.ended = 2), 1);
        String[] kinds = {"copy-bucket", "list-objects", "delete", "copy-bucket"};
        How[] hows = {How.FAILED, How.FINISHED, How.FINISHED, How.FINISHED};
        for (int i = 0; i < 4; i++) {
            small.pass(Duration.ofSeconds(1));
            String[] buckets = kinds[i].equals("copy-bucket") ? new String[] {"src", "dst"} : new String[] {"src"};
            small.register("x" + i, kinds[i], buckets);
            small.report("x" + i, "t1", hows[i]);
        }
        assertThat(small.apply(new Command.Expire(1))).isEqualTo(new Outcome.Applied(small.now.sequence(), "1"));
        assertThat(small.row("x0")).isNull();
        assertThat(small.expire()).isEqualTo(new Outcome.Applied(small.now.sequence(), "1"));
        assertThat(small.now.xactions().rows().keySet())
                .extracting(XactionId::value)
                .containsExactly("x2", "x3");
        assertThat(small.expire()).isEqualTo(new Outcome.AlreadyDone(small.now.sequence(), "0"));
    }

    @Test
    void endsOfTheSameMomentGoInTheOrderOfTheirRegistration() {
        Table small = Table.ready(TestLimits.of(limits -> limits.ended = 1), 1);
        small.register("x1", "copy-bucket", "src", "dst");
        small.register("x2", "list-objects", "src");
        small.report("x2", "t1", How.FINISHED);
        small.report("x1", "t1", How.FINISHED);
        small.expire();
        assertThat(small.row("x1")).isNull();
        assertThat(small.row("x2")).isNotNull();
    }

    @Test
    void activeRowsAreNeverForgotten() {
        table.register("x1", "list-objects", "src");
        expireAfter(Duration.ofDays(400));
        assertThat(table.phase("x1")).isEqualTo(Phase.CREATED);
    }

    @Test
    void aDeadlineThatHasPassedAbortsByTheSystem() {
        Start start = Table.start("x1", "list-objects", "src");
        start.deadline = 10_000;
        table.apply(start.command());
        table.register("x2", "list-objects", "src");
        expireAfter(Duration.ofMillis(9_999));
        assertThat(table.phase("x1")).isEqualTo(Phase.CREATED);
        expireAfter(Duration.ofMillis(1));
        assertThat(table.phase("x1")).isEqualTo(Phase.ABORTING);
        assertThat(table.row("x1").abort().cause()).isEqualTo(Origin.SYSTEM);
        assertThat(table.row("x1").abort().caller().why()).contains("deadline");
        assertThat(table.phase("x2")).isEqualTo(Phase.CREATED);
    }

    @Test
    void aStartByThatHasPassedIsNotExpiredBlindly() {
        table.register("x1", "list-objects", "src");
        expireAfter(Duration.ofHours(1));
        assertThat(table.row("x1").abort()).isNull();
    }

    @Test
    void oneExpireTakesAtMostItsLimitOfEach() {
        for (int i = 0; i < 3; i++) {
            Start late = Table.start("d" + i, "list-objects", "src").key("k" + i, "h");
            late.deadline = 1;
            table.apply(late.command());
            ended("l" + i, "list-objects", How.FINISHED);
        }
        table.pass(Duration.ofHours(25));
        assertThat(table.apply(new Command.Expire(2))).isEqualTo(new Outcome.Applied(lastCommand(2), "6"));
        assertThat(table.now.keys()).hasSize(1);
        assertThat(table.now.xactions().rows()).hasSize(4);
        assertThat(table.apply(new Command.Expire(2))).isEqualTo(new Outcome.Applied(lastCommand(1), "3"));
        assertThat(table.apply(new Command.Expire(2))).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "0"));
        assertThat(Refusals.refusal(table.apply(new Command.Expire(0)))).isEqualTo(Reason.BAD_ARGUMENTS + " limit");
    }

    @Test
    void noEntryTakesMoreThanTheTableAllows() {
        Table small = Table.ready(TestLimits.of(limits -> limits.expired = 1), 1);
        for (int i = 0; i < 2; i++) {
            small.register("l" + i, "list-objects", "src");
            small.report("l" + i, "t1", How.FINISHED);
        }
        small.pass(Duration.ofHours(1));
        small.expire();
        assertThat(small.now.xactions().rows()).hasSize(1);
    }

    @Test
    void argumentsAreCutAtTheEnd() {
        String names = "{\"names\":[\"" + "\u00fc".repeat(500) + "\",\"" + "\u00fc".repeat(500) + "\"]}";
        table.apply(Table.start("x1", "delete", "src").arguments(names).command());
        assertThat(table.row("x1").arguments()).isEqualTo(names);
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.row("x1").arguments()).isEqualTo(names.substring(0, 519));
    }

    @Test
    void onlyTheLastEventsAreKept() {
        Table small = Table.ready(TestLimits.of(limits -> limits.events = 3), 1);
        small.register("x1", "list-objects", "src");
        small.acknowledge("x1", "t1");
        small.report("x1", "t1", How.FINISHED);
        assertThat(small.eventTypes()).containsExactly("xaction.created", "xaction.running", "xaction.finished");
    }

    private long lastCommand(int eventsOfIt) {
        return table.now.sequence() - eventsOfIt;
    }

    private void expireAfter(Duration time) {
        table.pass(time);
        table.expire();
    }

    private void ended(String id, String kind, How how) {
        String[] buckets = kind.equals("copy-bucket") ? new String[] {"src", "dst"} : new String[] {"src"};
        table.register(id, kind, buckets);
        table.report(id, "t1", how);
    }

    private void aborted(String id) {
        table.register(id, "copy-bucket", "src", "dst");
        table.abort(id);
        table.report(id, "t1", How.STOPPED);
    }

    private java.util.List<String> ids() {
        return table.now.xactions().rows().keySet().stream()
                .map(XactionId::value)
                .toList();
    }
}
