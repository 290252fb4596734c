package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Batch.Numbered;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

final class SessionTest {
    private final Table table = Table.ready(1);

    @Test
    void aRepeatAnswersWhatItAnsweredAndIsNotAppliedAgain() {
        Batch batch = batch(1, numbered(10, bucket("b1")), numbered(11, bucket("b1")));
        List<Outcome> first = table.entry(batch);
        Information after = table.now;

        assertThat(table.entry(batch)).isEqualTo(first);
        assertThat(table.now).isEqualTo(after);
        assertThat(first.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(reason(first.get(1))).isEqualTo(Reason.BUCKET_EXISTS);
    }

    @Test
    void eachCommandIsKnownByItsOwnNumberWhateverBatchBringsIt() {
        Outcome first = table.entry(batch(1, numbered(10, bucket("b1")))).get(0);
        List<Outcome> regrouped = table.entry(batch(1, numbered(11, bucket("b2")), numbered(10, bucket("b1"))));

        assertThat(regrouped.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(regrouped.get(1)).isEqualTo(first);
    }

    @Test
    void numbersBelowTheLowestOpenOneAreForgottenAndNeverApplied() {
        table.entry(batch(1, numbered(10, bucket("b1")), numbered(11, bucket("b2")), numbered(12, bucket("b3"))));
        table.entry(batch(12, numbered(13, bucket("b4"))));
        long before = table.now.sequence();

        List<Outcome> late = table.entry(batch(1, numbered(10, bucket("late")), numbered(11, bucket("late"))));

        assertThat(late).extracting(SessionTest::reason).containsOnly(Reason.NUMBER_FORGOTTEN);
        assertThat(table.now.sequence()).isEqualTo(before);
        Session session = table.now.sessions().get(table.session);
        assertThat(session.lowestOpen()).isEqualTo(12);
        assertThat(session.outcomes().keySet()).containsExactly(12L, 13L);
        assertThat(((Outcome.Refused) late.get(0)).subject()).isEqualTo("10");
    }

    @Test
    void anOldLowestOpenNumberDoesNotBringForgottenNumbersBack() {
        table.entry(batch(20, numbered(20, bucket("b1"))));
        table.entry(batch(5, numbered(21, bucket("b2"))));

        assertThat(table.now.sessions().get(table.session).lowestOpen()).isEqualTo(20);
    }

    @Test
    void aBatchIsForgottenUpToItsOwnLowestOpenNumberToo() {
        assertThat(reason(table.entry(batch(30, numbered(29, bucket("b1")))).get(0)))
                .isEqualTo(Reason.NUMBER_FORGOTTEN);
    }

    @Test
    void aNumberBeyondTheWindowIsRefusedAndNotKept() {
        table.entry(batch(100, numbered(100, bucket("b1"))));

        Outcome last = table.entry(batch(100, numbered(100 + Batch.WINDOW - 1, bucket("b2"))))
                .get(0);
        Outcome beyond = table.entry(batch(100, numbered(100 + Batch.WINDOW, bucket("b3"))))
                .get(0);

        assertThat(last).isInstanceOf(Outcome.Applied.class);
        assertThat(reason(beyond)).isEqualTo(Reason.NUMBER_BEYOND_WINDOW);
        assertThat(((Outcome.Refused) beyond).message()).contains("lowest open number is 100");
        assertThat(table.now.sessions().get(table.session).outcomes()).doesNotContainKey(100L + Batch.WINDOW);
        assertThat(table.now.buckets().byName()).doesNotContainKey(BucketName.of("b3"));
    }

    @Test
    void anUnknownSessionRefusesEveryCommandAndIsNeverOpenedByThem() {
        long before = table.now.sequence();
        List<Outcome> outcomes =
                table.entry(new Batch(9_999, 1, List.of(numbered(1, bucket("b1")), numbered(2, new Command.Tick()))));

        assertThat(outcomes)
                .extracting(SessionTest::reason)
                .containsExactly(Reason.SESSION_UNKNOWN, Reason.SESSION_UNKNOWN);
        assertThat(((Outcome.Refused) outcomes.get(0)).subject()).isEqualTo("9999");
        assertThat(table.now.sequence()).isEqualTo(before);
        assertThat(table.now.sessions()).hasSize(1);
    }

    @Test
    void onlyInitializeAndJoinNeedNoSession() {
        assertThat(reason(table.entry(Batch.sessionless(new Command.Tick())).get(0)))
                .isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(table.entry(Batch.sessionless(new Command.Initialize(Table.CLUSTER, 1)))
                        .get(0))
                .isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(table.join(Table.target("t9", 1))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void aCommandThatEndsItsOwnSessionIsTheLastOfItsBatch() {
        List<Outcome> outcomes = table.entry(
                batch(1, numbered(50, new Command.LeaveNode(new NodeId("g1"), 1)), numbered(51, new Command.Tick())));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(reason(outcomes.get(1))).isEqualTo(Reason.SESSION_UNKNOWN);
        assertThat(table.now.sessions()).isEmpty();
    }

    @Test
    void everySubCommandAndEveryEventHasItsOwnNumber() {
        long before = table.now.sequence();
        List<Outcome> outcomes = table.entry(batch(
                1, numbered(60, new Command.Tick()), numbered(61, bucket("b1")), numbered(62, new Command.Tick())));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Applied(before + 1, ""),
                        new Outcome.Applied(before + 2, Long.toString(before + 2)),
                        new Outcome.Applied(before + 4, ""));
        assertThat(table.now.events().lastKey()).isEqualTo(before + 3);
    }

    @Test
    void aRuleThatFailsChangesNothingAndSaysBug() {
        Information before = table.now;
        Command broken = new Command.CreateBucket(BucketName.of("b1"), null);
        Batch batch = batch(1, numbered(70, broken), numbered(71, bucket("b2")));
        List<Outcome> outcomes = table.entry(batch);

        assertThat(reason(outcomes.get(0))).isEqualTo(Reason.BUG);
        assertThat(((Outcome.Refused) outcomes.get(0)).subject()).isEqualTo("NullPointerException");
        assertThat(outcomes.get(1))
                .isEqualTo(new Outcome.Applied(before.sequence() + 2, Long.toString(before.sequence() + 2)));
        assertThat(table.now.buckets().byName().keySet())
                .containsExactlyInAnyOrder(BucketName.of("b2"), BucketName.of("dst"), BucketName.of("src"));
        assertThat(table.entry(batch)).isEqualTo(outcomes);
    }

    private Batch batch(long lowestOpen, Numbered... commands) {
        return new Batch(table.session, lowestOpen, List.of(commands));
    }

    private static Numbered numbered(long number, Command command) {
        return new Numbered(number, command);
    }

    private static Command bucket(String name) {
        return new Command.CreateBucket(BucketName.of(name), TreePMap.empty());
    }

    private static Reason reason(Outcome outcome) {
        return ((Outcome.Refused) outcome).reason();
    }
}
