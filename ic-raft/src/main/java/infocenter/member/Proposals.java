package infocenter.member;

import infocenter.core.command.Batch;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitAnswer.Status;
import infocenter.wire.LogCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.jspecify.annotations.Nullable;

/** Puts batches into the log of this member where it leads, and says for sure whether one was never logged. */
final class Proposals {
    private final Supplier<@Nullable MemberServer> server;
    private final MemberThreads threads;
    private final CommitNews news;
    private final LevelGate gate;
    private final AtomicInteger pending = new AtomicInteger();

    Proposals(Supplier<@Nullable MemberServer> server, MemberThreads threads, CommitNews news, LevelGate gate) {
        this.server = server;
        this.threads = threads;
        this.news = news;
        this.gate = gate;
    }

    /** Batches handed over and not yet answered. */
    int pending() {
        return pending.get();
    }

    /** Never fails; completes on a worker. */
    CompletableFuture<SubmitAnswer> propose(Batch batch, Duration within) {
        CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
        pending.incrementAndGet();
        try {
            threads.submitters().execute(() -> submit(batch, within, answer));
        } catch (RejectedExecutionException full) {
            answer.complete(answer(Status.OVERLOADED));
        }
        return answer.whenComplete((done, never) -> {
            pending.decrementAndGet();
            if (done.status() == Status.APPLIED && CommitNews.worthTelling(batch)) {
                news.spread();
            }
        });
    }

    private void submit(Batch batch, Duration within, CompletableFuture<SubmitAnswer> answer) {
        MemberServer leader = server.get();
        if (leader == null || !leader.leaderReady()) {
            complete(answer, answer(Status.NOT_LEADER));
            return;
        }
        LevelGate.Passed passed = gate.pass(batch);
        if (passed.nothingLeft()) {
            complete(answer, passed.answer(new SubmitAnswer(Status.APPLIED, "", 0, 0, List.of())));
            return;
        }
        byte[] bytes = LogCodec.encodeBatch(passed.batch());
        if (bytes.length > SessionIcClient.ENTRY_BYTES_MAX) {
            // Above its own limit Ratis would not only refuse it but make the leader step down.
            complete(answer, tooLarge(batch, bytes.length));
            return;
        }
        BatchMessage message = new BatchMessage(bytes);
        try {
            // A copy, since the future itself is Ratis' own and may be kept in its retry cache.
            leader.submit(message)
                    .copy()
                    .orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
                    .whenCompleteAsync(
                            (reply, failure) -> answer.complete(passed.answer(answered(message, reply, failure))),
                            threads.workers());
        } catch (IOException | RuntimeException failed) {
            complete(answer, passed.answer(answered(message, null, failed)));
        }
    }

    private static SubmitAnswer tooLarge(Batch batch, int bytes) {
        Outcome refused = new Outcome.Refused(
                Reason.TOO_LARGE,
                "batch",
                "the batch takes " + bytes + " bytes in the log; at most " + SessionIcClient.ENTRY_BYTES_MAX + " fit");
        return new SubmitAnswer(
                Status.APPLIED, "", 0, 0, Collections.nCopies(batch.commands().size(), refused));
    }

    private void complete(CompletableFuture<SubmitAnswer> answer, SubmitAnswer value) {
        threads.workers().execute(() -> answer.complete(value));
    }

    private SubmitAnswer answered(BatchMessage message, @Nullable RaftClientReply reply, @Nullable Throwable failure) {
        if (reply != null && reply.isSuccess() && reply.getMessage() instanceof OutcomesMessage applied) {
            return new SubmitAnswer(Status.APPLIED, "", applied.term(), applied.index(), applied.outcomes());
        }
        if (message.mayBeLogged() || failure instanceof TimeoutException) {
            return answer(Status.UNKNOWN);
        }
        Throwable why = reply == null ? failure : reply.getException();
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceUnavailableException) {
                return answer(Status.OVERLOADED);
            }
        }
        return answer(Status.NOT_LEADER);
    }

    private SubmitAnswer answer(Status status) {
        MemberServer member = server.get();
        return SubmitAnswer.of(status, member == null || member.leaderReady() ? "" : member.leaderUrl());
    }
}
