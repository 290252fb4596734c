package infocenter.member;

import static infocenter.member.Gateways.LONG;
import static infocenter.member.Gateways.applied;
import static infocenter.member.Gateways.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Information;
import infocenter.member.Gateways.Gateway;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

/** A group of one and a gateway that is no member: all that needs no second voter. */
class SessionClientTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private Gateways gateways;
    private Gateway member;
    private Gateway other;

    @BeforeEach
    void form() throws Exception {
        gateways = new Gateways(folder).formed(2);
        member = gateways.all.get(0);
        other = gateways.all.get(1);
    }

    @AfterEach
    void close() {
        gateways.close();
    }

    private static Command create(String bucket) {
        return new Command.CreateBucket(Gateways.bucketName(bucket), TreePMap.empty());
    }

    private Information now() {
        return get(member.client().read(LONG)).information();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            future.orTimeout(90, java.util.concurrent.TimeUnit.SECONDS).join();
            throw new AssertionError("did not fail");
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    @Test
    void whatMayGatherGoesWithTheNextBatch() {
        Duration never = Duration.ofHours(1);
        CompletableFuture<Receipt> gathered = member.client().submitGathered(create("gathered"), LONG, never);
        CompletableFuture<Receipt> next = member.client().submit(create("next"), LONG);

        assertThat(get(gathered).index()).isEqualTo(get(next).index());
        assertThat(member.reads("gathered")).isTrue();
    }

    @Test
    void whatMayGatherGoesAloneWhenNothingElseDoes() {
        CompletableFuture<Receipt> gathered =
                member.client().submitGathered(create("alone"), LONG, Duration.ofMillis(5));

        assertThat(get(gathered).index()).isPositive();
        assertThat(member.reads("alone")).isTrue();
    }

    @Test
    void aGatewayThatIsNoMemberWritesButDoesNotRead() {
        applied(other.create("from-outside"));
        assertThat(member.reads("from-outside")).isTrue();
        assertThat(other.isMember()).isFalse();
        assertThat(failure(other.client().read(LONG))).isInstanceOf(IcFailure.NotMember.class);
    }

    @Test
    void aCommandWhoseAnswerWasLostIsAppliedOnceAndAnswersTheSame() {
        long before = now().sequence();
        gateways.calls.loseSubmitAnswers(3);
        Receipt receipt = other.create("once");
        applied(receipt);
        assertThat(gateways.calls.submits.get()).isGreaterThanOrEqualTo(4);
        long changed = now().events().values().stream()
                .filter(event ->
                        event.type().equals("bucket.created") && event.subject().contains("once"))
                .count();
        assertThat(changed).isLessThanOrEqualTo(1);
        assertThat(now().buckets().byName().get(Gateways.bucketName("once")).id())
                .isEqualTo(((Outcome.Applied) receipt.outcome()).sequence());
        assertThat(now().sequence()).isGreaterThan(before);
    }

    @Test
    void manyAtOnceTravelInFewBatches() {
        int submits = gateways.calls.submits.get();
        List<CompletableFuture<Receipt>> open = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            open.add(other.createLater("many" + i));
        }
        open.forEach(receipt -> applied(get(receipt)));
        assertThat(gateways.calls.submits.get() - submits).isLessThan(500);
        assertThat(now().buckets().byName().size()).isEqualTo(2_000);
    }

    @Test
    void aCommandTooLargeForAnEntryIsRefusedBeforeItIsProposed() {
        int submits = gateways.calls.submits.get();
        String large = "x".repeat(SessionIcClient.ENTRY_BYTES_MAX);
        Command command = new Command.CreateBucket(Gateways.bucketName("large"), TreePMap.singleton("property", large));
        Receipt receipt = get(other.client().submit(command, LONG));
        assertThat(receipt.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(gateways.calls.submits.get()).isEqualTo(submits);
        applied(other.create("small"));
    }

    @Test
    void aBatchFromElsewhereThatIsTooLargeDoesNotUnseatTheLeader() {
        long term = member.member().status().term();
        Command half = new Command.CreateBucket(
                Gateways.bucketName("half"), TreePMap.singleton("property", "x".repeat(3 << 20)));
        Batch batch = new Batch(other.session, 1, List.of(new Batch.Numbered(1, half), new Batch.Numbered(2, half)));
        SubmitAnswer answer =
                get(member.member().answer(new SubmitRequest(Gateways.CLUSTER.clusterId(), batch, 10_000, 1)));
        assertThat(answer.outcomes())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE)));
        applied(other.create("goes-on"));
        assertThat(member.member().status().term()).isEqualTo(term);
    }

    @Test
    void aLostSessionFailsWhatWasOpenAndANewOneGoesOn() {
        applied(other.create("before"));
        long session = other.session;
        // Ends the session behind the gateway's back.
        get(member.client().submit(new Command.LeaveNode(new NodeId("g2"), 1), LONG));
        other.rejoins = false;
        assertThat(failure(other.createLater("lost"))).isInstanceOf(IcFailure.CommitUnknown.class);
        await().atMost(LONG).untilAsserted(() -> assertThat(other.lostSessions).containsExactly(session));
        assertThat(Gateways.has(now(), "lost")).isFalse();

        Throwable meanwhile = failure(
                other.client().submit(new Command.CreateBucket(Gateways.bucketName("no"), TreePMap.empty()), SHORT));
        assertThat(meanwhile).isInstanceOf(IcFailure.NotReady.class);
        other.incarnation++;
        get(other.client().submitSessionless(other.joinCommand(), LONG));
        long next = now().sessions().values().stream()
                .filter(one -> one.node().value().equals("g2"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(next).isNotEqualTo(session);
        other.client().openSession(next);
        applied(other.create("again"));
    }

    @Test
    void withoutALeaderACommandFailsAsSurelyNotLogged() {
        gateways.calls.close(member.url);
        Throwable failed = failure(
                other.client().submit(new Command.CreateBucket(Gateways.bucketName("no"), TreePMap.empty()), SHORT));
        assertThat(failed).isInstanceOf(IcFailure.NoLeader.class);
        gateways.calls.open(member.url, member.member());
        assertThat(member.reads("no")).isFalse();
        applied(other.create("yes"));
    }

    @Test
    void aLeaderThatDoesNotAnswerLeavesTheCommitUnknown() {
        gateways.calls.cut(member.url);
        Throwable failed = failure(other.client()
                .submit(new Command.CreateBucket(Gateways.bucketName("who-knows"), TreePMap.empty()), SHORT));
        assertThat(failed).isInstanceOf(IcFailure.CommitUnknown.class);
        gateways.calls.mend(member.url);
        applied(other.create("after"));
    }

    @Test
    void subscribersHearOfChangesAndNeverAfterTheyLeft() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        AutoCloseable subscription = member.client().onApplied(heard::incrementAndGet);
        applied(member.create("heard"));
        await().atMost(LONG).until(() -> heard.get() > 0);
        subscription.close();
        get(member.client().read(LONG));
        int before = heard.get();
        applied(member.create("unheard"));
        assertThat(heard.get()).isEqualTo(before);
    }

    @Test
    void aMomentNamesWhereItStands() {
        Receipt receipt = member.create("stamped");
        var moment = get(member.client().read(LONG));
        assertThat(moment.index()).isGreaterThanOrEqualTo(receipt.index());
        assertThat(moment.term()).isEqualTo(receipt.term());
        assertThat(member.client().latest().index()).isGreaterThanOrEqualTo(moment.index());
    }

    @Test
    void aClosedClientFailsWhatIsOpen() {
        gateways.calls.cut(member.url);
        CompletableFuture<Receipt> open = other.createLater("open");
        other.client().close();
        assertThat(failure(open)).isInstanceOf(IcFailure.class);
        assertThat(failure(other.createLater("late"))).isInstanceOf(IcFailure.NotReady.class);
    }
}
