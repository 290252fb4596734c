package infocenter.member;

import infocenter.client.PeerCalls;
import infocenter.member.ReadRound.Confirmed;
import infocenter.member.ReadRound.NotConfirmed;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where a read may be answered: by a round of this member where it leads, else by asking the leader; one of each at a time. */
final class ReadIndexes {
    private final RaftMember member;
    private final PeerCalls calls;
    private final CommitNews news;
    private final Rounds<Confirmed> leaderRounds;
    private final Rounds<Confirmed> followerRounds;
    private final AtomicBoolean followerWaits = new AtomicBoolean();
    private final Duration roundMax;

    ReadIndexes(RaftMember member, PeerCalls calls, MemberThreads threads, CommitNews news) {
        this.member = member;
        this.calls = calls;
        roundMax = member.options().raft().electionTimeoutMax();
        this.news = news;
        leaderRounds = new Rounds<>(this::leaderRound, threads.workers());
        followerRounds = new Rounds<>(this::askLeader, threads.workers());
    }

    /** An index, confirmed after this call, at which a read may be answered. */
    CompletableFuture<Confirmed> next() {
        return member.leading() ? leaderRounds.next() : followerRounds.next();
    }

    /** For a member that does not lead. Never fails. */
    CompletableFuture<ReadIndexAnswer> answer(ReadIndexRequest request) {
        MemberServer here = member.server();
        if (here == null || !here.groupName().equals(request.groupId()) || !here.leaderReady()) {
            return CompletableFuture.completedFuture(notConfirmed());
        }
        followerWaits.set(true);
        return leaderRounds
                .next()
                .handle((confirmed, failure) -> failure == null
                        ? new ReadIndexAnswer(true, member.options().nodeUrl(), confirmed.term(), confirmed.index())
                        : notConfirmed());
    }

    private ReadIndexAnswer notConfirmed() {
        return new ReadIndexAnswer(false, member.leaderUrl(), 0, 0);
    }

    private CompletableFuture<Confirmed> leaderRound() {
        MemberServer here = member.server();
        if (here == null) {
            return CompletableFuture.failedFuture(new NotConfirmed("this gateway is no member"));
        }
        CompletableFuture<Confirmed> round = ReadRound.begin(here, calls, here.groupName(), roundMax);
        if (followerWaits.getAndSet(false)) {
            // After the round has its index, so that followers are told at least that.
            news.spread();
        }
        return round;
    }

    private CompletableFuture<Confirmed> askLeader() {
        MemberServer here = member.server();
        String url = member.leaderUrl();
        if (here == null || url.isEmpty() || url.equals(member.options().nodeUrl())) {
            return CompletableFuture.failedFuture(new NotConfirmed("no leader is known"));
        }
        ReadIndexRequest request = new ReadIndexRequest(here.groupName());
        return member.leaderCalls()
                .watch(url, calls.readIndex(url, request, roundMax.multipliedBy(2)))
                .thenApply(answer -> {
                    if (!answer.confirmed()) {
                        throw new NotConfirmed("the leader could not confirm that it leads");
                    }
                    return new Confirmed(answer.term(), answer.index());
                });
    }
}
