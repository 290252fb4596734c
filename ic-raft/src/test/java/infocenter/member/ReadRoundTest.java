package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.PeerCalls;
import infocenter.member.ReadRound.Confirmed;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The order of a read round, step by step, against a peer and doors that the test moves by hand. */
class ReadRoundTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Own own = new Own();
    private final Doors doors = new Doors();

    private CompletableFuture<Confirmed> begin() {
        return ReadRound.begin(own, doors, "group", LONG);
    }

    @Test
    void oneOtherWithThisTermIsAMajorityOfThree() {
        CompletableFuture<Confirmed> round = begin();
        assertThat(round).isNotDone();
        doors.answer("b", "b", 7);
        assertThat(round).isCompletedWithValue(new Confirmed(7, 40));
    }

    @Test
    void aGroupOfOneNeedsNoAnswers() {
        own.voters = voters(List.of("a"), List.of());
        assertThat(begin()).isCompletedWithValue(new Confirmed(7, 40));
        assertThat(doors.asked).isEmpty();
    }

    @Test
    void theOwnTermIsReadFirstAndTheCommitIndexAfterReadiness() {
        begin();
        assertThat(own.reads).startsWith("term", "ready", "commit", "voters");
    }

    @Test
    void theOwnTermIsReadAgainAfterTheAnswers() {
        CompletableFuture<Confirmed> round = begin();
        own.term = 8;
        doors.answer("b", "b", 7);
        assertThat(round).isCompletedExceptionally();
    }

    @Test
    void anAnswerOfAnotherTermDoesNotCount() {
        CompletableFuture<Confirmed> round = begin();
        doors.answer("b", "b", 6);
        assertThat(round).isNotDone();
        doors.answer("c", "c", 6);
        assertThat(round).isCompletedExceptionally();
    }

    @Test
    void aLaterTermEndsTheRoundAtOnce() {
        CompletableFuture<Confirmed> round = begin();
        doors.answer("b", "b", 8);
        assertThat(round).isCompletedExceptionally();
    }

    @Test
    void onlyExactlyTheAskedPeerCounts() {
        CompletableFuture<Confirmed> round = begin();
        doors.answer("b", "b-reborn", 7);
        doors.answer("c", "", 0);
        assertThat(round).isCompletedExceptionally();
    }

    @Test
    void aMemberThatIsNotReadyAsksNobody() {
        own.ready = false;
        assertThat(begin()).isCompletedExceptionally();
        assertThat(doors.asked).isEmpty();
    }

    @Test
    void whileTheGroupChangesBothGroupsMustAgree() {
        own.voters = voters(List.of("a", "b", "d"), List.of("a", "b", "c"));
        CompletableFuture<Confirmed> round = begin();
        doors.answer("d", "d", 7);
        assertThat(round).isNotDone();
        doors.answer("c", "c", 7);
        assertThat(round).isCompletedWithValue(new Confirmed(7, 40));
    }

    @Test
    void theGroupIsThatOfTheBeginningAlsoWhenItChangesMeanwhile() {
        CompletableFuture<Confirmed> round = begin();
        own.voters = voters(List.of("a", "d"), List.of());
        doors.fail("b");
        assertThat(round).isNotDone();
        doors.fail("c");
        assertThat(round).isCompletedExceptionally();
    }

    @Test
    void aRemovedLeaderDoesNotCountItself() {
        own.voters = voters(List.of("b", "c", "d"), List.of());
        CompletableFuture<Confirmed> round = begin();
        doors.answer("b", "b", 7);
        assertThat(round).isNotDone();
        doors.answer("c", "c", 7);
        assertThat(round).isCompleted();
    }

    private static Voters voters(List<String> current, List<String> previous) {
        return new Voters(urls(current), urls(previous));
    }

    private static TreeMap<String, String> urls(List<String> peerIds) {
        TreeMap<String, String> urls = new TreeMap<>();
        peerIds.forEach(peer -> urls.put(peer, "url-" + peer));
        return urls;
    }

    /** Peer a. */
    private static final class Own implements OwnPeer {
        final List<String> reads = new ArrayList<>();
        long term = 7;
        boolean ready = true;
        Voters voters = ReadRoundTest.voters(List.of("a", "b", "c"), List.of());

        @Override
        public String peerId() {
            return "a";
        }

        @Override
        public long term() {
            reads.add("term");
            return term;
        }

        @Override
        public boolean leaderReady() {
            reads.add("ready");
            return ready;
        }

        @Override
        public long commitIndex() {
            reads.add("commit");
            return 40;
        }

        @Override
        public Voters voters() {
            reads.add("voters");
            return voters;
        }
    }

    private static final class Doors implements PeerCalls {
        final Map<String, CompletableFuture<TermAnswer>> asked = new HashMap<>();

        void answer(String asked, String peerId, long term) {
            this.asked.get(asked).complete(new TermAnswer(peerId, term));
        }

        void fail(String peer) {
            asked.get(peer).completeExceptionally(new IllegalStateException("no answer"));
        }

        @Override
        public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
            assertThat(nodeUrl).isEqualTo("url-" + request.peerId());
            CompletableFuture<TermAnswer> answer = new CompletableFuture<>();
            asked.put(request.peerId(), answer);
            return answer;
        }

        @Override
        public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }
    }
}
