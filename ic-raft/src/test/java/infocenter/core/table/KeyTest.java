package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KeyTest {
    private final Table table = Table.ready(1);

    @Test
    void theSameKeyAndBodyAnswerTheFirstId() {
        assertThat(start("x1", "k1", "h1")).isInstanceOf(Outcome.Registered.class);

        assertThat(start("x2", "k1", "h1")).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "x1"));
        assertThat(start("x1", "k1", "h1")).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "x1"));
        assertThat(table.row("x2")).isNull();
    }

    @Test
    void theSameKeyWithAnotherBodyIsAConflictThatNamesTheFirstId() {
        start("x1", "k1", "h1");
        assertThat(Refusals.refusal(start("x2", "k1", "h2"))).isEqualTo(Reason.KEY_CONFLICT + " x1");
    }

    @Test
    void aKeyOutlivesItsRow() {
        table.apply(Table.start("x1", "list-objects", "src").key("k1", "h1").command());
        table.report("x1", "t1", How.FINISHED);
        table.pass(Duration.ofHours(1));
        table.expire();

        assertThat(table.row("x1")).isNull();
        assertThat(start("x2", "k1", "h1")).isEqualTo(new Outcome.AlreadyDone(table.now.sequence(), "x1"));
    }

    @Test
    void aKeyIsKnownForItsWindowAndNotLonger() {
        start("x1", "k1", "h1");
        table.pass(Duration.ofHours(24).minusMillis(1));
        assertThat(start("x2", "k1", "h1")).isInstanceOf(Outcome.AlreadyDone.class);
        table.pass(Duration.ofMillis(1));

        assertThat(start("x2", "k1", "h2")).isInstanceOf(Outcome.Registered.class);
        assertThat(table.now.keys()).hasSize(1);
        assertThat(table.now.keysByExpiry()).hasSize(1);
        assertThat(table.now.keys().get("k1"))
                .isEqualTo(new IdempotencyKey(
                        table.row("x2").id(),
                        "h2",
                        table.elapsed + Duration.ofHours(24).toMillis()));
    }

    @Test
    void expiredKeysGo() {
        start("x1", "k1", "h1");
        table.pass(Duration.ofHours(1));
        start("x2", "k2", "h1");
        table.pass(Duration.ofHours(23));
        assertThat(table.expire()).isEqualTo(new Outcome.Applied(table.now.sequence(), "1"));

        assertThat(table.now.keys().keySet()).containsExactly("k2");
        assertThat(table.now.keysByExpiry().values()).containsExactly("k2");
    }

    @Test
    void liveKeysAreNeverEvictedButExpiredOnesMakeRoom() {
        Table small = Table.ready(TestLimits.of(limits -> limits.keys = 2), 1);
        small.apply(Table.start("x1", "list-objects", "src").key("k1", "h").command());
        small.pass(Duration.ofHours(1));
        small.apply(Table.start("x2", "list-objects", "src").key("k2", "h").command());

        assertThat(Refusals.refusal(small.apply(
                        Table.start("x3", "list-objects", "src").key("k3", "h").command())))
                .isEqualTo(Reason.KEY_TABLE_FULL + " key");
        assertThat(small.apply(Table.start("x3", "list-objects", "src").command()))
                .isInstanceOf(Outcome.Registered.class);
        small.pass(Duration.ofHours(23));
        assertThat(small.apply(
                        Table.start("x4", "list-objects", "src").key("k4", "h").command()))
                .isInstanceOf(Outcome.Registered.class);
        assertThat(small.now.keys().keySet()).containsExactly("k2", "k4");
        assertThat(small.now.keysByExpiry().values()).containsExactly("k2", "k4");
    }

    @Test
    void aMalformedKeyIsRefused() {
        assertThat(Refusals.refusal(start("x1", "", "h"))).isEqualTo(Reason.BAD_ARGUMENTS + " key");
        assertThat(Refusals.refusal(start("x1", "k".repeat(257), "h"))).isEqualTo(Reason.TOO_LARGE + " key");
        assertThat(Refusals.refusal(start("x1", "k", "h".repeat(257)))).isEqualTo(Reason.TOO_LARGE + " key");
        assertThat(start("x1", "k".repeat(256), "h".repeat(256))).isInstanceOf(Outcome.Registered.class);
    }

    @Test
    void aRefusedStartHoldsNoKey() {
        table.apply(Table.start("x1", "list-objects", "nowhere").key("k1", "h").command());
        assertThat(table.now.keys()).isEmpty();
        assertThat(start("x1", "k1", "other")).isInstanceOf(Outcome.Registered.class);
    }

    private Outcome start(String id, String key, String body) {
        return table.apply(
                Table.start(id, "copy-bucket", "src", "dst").key(key, body).command());
    }
}
