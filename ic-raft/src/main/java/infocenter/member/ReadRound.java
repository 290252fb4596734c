package infocenter.member;

import infocenter.client.PeerCalls;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One confirmation that this member still led after the reads arrived that it serves (design section 6; modelled in
 * {@code docs/spec/reads.pml}). The order is what makes it right: own term first, then ready, then commit index and group; then a
 * majority that has this very term; then the own term once more. Terms never fall, so all that was read in between belongs to one
 * term.
 */
final class ReadRound {
    /**
     * What a read may be answered at.
     *
     * @param term in which it was confirmed
     * @param index to be applied before the read
     */
    record Confirmed(long term, long index) {}

    /** Leadership was not confirmed; says why. Nothing is known to be wrong: ask again. */
    static final class NotConfirmed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotConfirmed(String why) {
            super(why, null, false, false);
        }
    }

    private final OwnPeer own;
    private final PeerCalls calls;
    private final String groupId;
    private final CompletableFuture<Confirmed> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> agreed = new HashSet<>();
    private final long term;
    private final long index;
    private final Voters voters;
    private int silent;

    private ReadRound(OwnPeer own, PeerCalls calls, String groupId, long term, long index, Voters voters) {
        this.own = own;
        this.calls = calls;
        this.groupId = groupId;
        this.term = term;
        this.index = index;
        this.voters = voters;
    }

    /** Begins a round; the caller has collected the reads that it serves. Ends when each asked peer has answered or failed. */
    static CompletableFuture<Confirmed> begin(OwnPeer own, PeerCalls calls, String groupId, Duration within) {
        long term = own.term();
        if (!own.leaderReady()) {
            return CompletableFuture.failedFuture(new NotConfirmed("this member does not lead"));
        }
        long index = own.commitIndex();
        Voters voters = own.voters();
        ReadRound round = new ReadRound(own, calls, groupId, term, index, voters);
        round.ask(within);
        return round.result.orTimeout(2 * within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(Duration within) {
        if (voters.all().containsKey(own.peerId())) {
            agrees(own.peerId());
        }
        for (Map.Entry<String, String> peer : voters.all().entrySet()) {
            String peerId = peer.getKey();
            if (result.isDone()) {
                return;
            }
            if (!peerId.equals(own.peerId())) {
                calls.term(peer.getValue(), new TermRequest(groupId, peerId), within)
                        .whenComplete((answer, failure) -> answered(peerId, answer));
            }
        }
    }

    private void answered(String peerId, @Nullable TermAnswer answer) {
        // Only exactly the asked peer counts: another one at that address may have a disk that never saw what this one
        // voted for.
        if (answer != null && answer.peerId().equals(peerId) && answer.term() == term) {
            agrees(peerId);
        } else if (answer != null && answer.term() > term) {
            result.completeExceptionally(new NotConfirmed("a later term is known: " + answer.term()));
        } else {
            unanswered();
        }
    }

    private void agrees(String peerId) {
        boolean enough;
        lock.lock();
        try {
            agreed.add(peerId);
            enough = voters.majority(agreed);
        } finally {
            lock.unlock();
        }
        if (enough) {
            confirm();
        }
    }

    private void unanswered() {
        lock.lock();
        try {
            silent++;
            if (silent + agreed.size() < voters.all().size()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        result.completeExceptionally(new NotConfirmed("no majority of the members has this term"));
    }

    private void confirm() {
        if (own.term() == term) {
            result.complete(new Confirmed(term, index));
        } else {
            result.completeExceptionally(new NotConfirmed("the own term has moved on"));
        }
    }
}
