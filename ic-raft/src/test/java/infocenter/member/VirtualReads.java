package infocenter.member;

import infocenter.client.PeerCalls;
import infocenter.member.ReadRound.Confirmed;
import infocenter.member.ReadRound.NotConfirmed;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The real {@link ReadRound} and {@link Rounds} over a member and a network of virtual time. */
public final class VirtualReads {
    /** Real time that no round of a simulation takes: virtual time ends it long before. */
    private static final Duration NEVER = Duration.ofHours(1);

    /** What a round asks of the member's own peer. */
    public interface Member {
        String peerId();

        long term();

        boolean leaderReady();

        long commitIndex();

        /** Node door by peer id, of the latest group in its log. */
        SortedMap<String, String> current();

        /** The same of the group before, while it changes. */
        SortedMap<String, String> previous();
    }

    /** What a read may be answered at. */
    public record At(long term, long index) {}

    private final Member member;
    private final PeerCalls calls;
    private final Supplier<CompletableFuture<ReadIndexAnswer>> askLeader;
    private final Rounds<Confirmed> own;
    private final Rounds<Confirmed> asked;

    /**
     * @param term asks the member at a node door for its term; ends in bounded virtual time
     * @param askLeader asks the leader for an index; ends in bounded virtual time
     */
    public VirtualReads(
            Member member,
            BiFunction<String, TermRequest, CompletableFuture<TermAnswer>> term,
            Supplier<CompletableFuture<ReadIndexAnswer>> askLeader) {
        this.member = member;
        this.calls = terms(term);
        this.askLeader = askLeader;
        this.own = new Rounds<>(this::round, Runnable::run);
        this.asked = new Rounds<>(this::ask, Runnable::run);
    }

    /** An index, confirmed after this call; fails when nobody could confirm one. */
    public CompletableFuture<At> next() {
        return (member.leaderReady() ? own : asked).next().thenApply(at -> new At(at.term(), at.index()));
    }

    /** For a member that does not lead. Never fails. */
    public CompletableFuture<ReadIndexAnswer> answer() {
        if (!member.leaderReady()) {
            return CompletableFuture.completedFuture(new ReadIndexAnswer(false, "", 0, 0));
        }
        return own.next()
                .handle((at, failure) -> failure == null
                        ? new ReadIndexAnswer(true, "", at.term(), at.index())
                        : new ReadIndexAnswer(false, "", 0, 0));
    }

    private CompletableFuture<Confirmed> round() {
        return ReadRound.begin(new Own(member), calls, "sim", NEVER);
    }

    private CompletableFuture<Confirmed> ask() {
        return askLeader.get().thenApply(answer -> {
            if (!answer.confirmed()) {
                throw new NotConfirmed("the leader could not confirm that it leads");
            }
            return new Confirmed(answer.term(), answer.index());
        });
    }

    private record Own(Member member) implements OwnPeer {
        @Override
        public String peerId() {
            return member.peerId();
        }

        @Override
        public long term() {
            return member.term();
        }

        @Override
        public boolean leaderReady() {
            return member.leaderReady();
        }

        @Override
        public long commitIndex() {
            return member.commitIndex();
        }

        @Override
        public Voters voters() {
            return new Voters(member.current(), member.previous());
        }
    }

    private static PeerCalls terms(BiFunction<String, TermRequest, CompletableFuture<TermAnswer>> term) {
        return new PeerCalls() {
            @Override
            public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
                return term.apply(nodeUrl, request);
            }

            @Override
            public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
                throw new UnsupportedOperationException("a round submits nothing");
            }

            @Override
            public CompletableFuture<ReadIndexAnswer> readIndex(
                    String nodeUrl, ReadIndexRequest request, Duration within) {
                throw new UnsupportedOperationException("a round asks for terms alone");
            }
        };
    }
}
