package infocenter.member;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.member.ReadRound.Confirmed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Linearizable reads at a member, leader or not: an index confirmed after the read arrived, applied here, then the value. */
final class MomentReads {
    private static final int PAUSE_MIN_MILLIS = 20;
    private static final int PAUSE_MAX_MILLIS = 50;

    private final RaftMember member;
    private final Set<CompletableFuture<Moment>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    MomentReads(RaftMember member) {
        this.member = member;
    }

    CompletableFuture<Moment> read(Duration within) {
        CompletableFuture<Moment> result = new CompletableFuture<>();
        ScheduledFuture<?> deadline;
        try {
            deadline = member.threads().timer().schedule(() -> expire(result), within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.failedFuture(new IcFailure.NotReady("this gateway is stopping"));
        }
        open.add(result);
        result.whenComplete((moment, failure) -> {
            open.remove(result);
            deadline.cancel(false);
        });
        attempt(result);
        if (closed) {
            close();
        }
        return result;
    }

    /** Fails what is open. */
    void close() {
        closed = true;
        open.forEach(result -> result.completeExceptionally(new IcFailure.NotReady("this gateway is stopping")));
    }

    private void expire(CompletableFuture<Moment> result) {
        IcFailure why = member.leading() || !member.leaderUrl().isEmpty()
                ? new IcFailure.ReadTimedOut("no read index was confirmed and applied here in time")
                : new IcFailure.NoLeader("no leader is known");
        member.threads().workers().execute(() -> result.completeExceptionally(why));
    }

    private void attempt(CompletableFuture<Moment> result) {
        if (result.isDone()) {
            return;
        }
        if (!member.voting()) {
            result.completeExceptionally(
                    new IcFailure.NotMember("this gateway is no member of the Information Center"));
            return;
        }
        member.readIndexes().next().whenComplete((confirmed, failure) -> {
            if (confirmed == null) {
                again(result);
            } else {
                whenApplied(confirmed, result);
            }
        });
    }

    private void whenApplied(Confirmed confirmed, CompletableFuture<Moment> result) {
        member.moments()
                .reached(confirmed.index())
                .thenAccept(
                        moment -> result.complete(new Moment(moment.information(), confirmed.term(), moment.index())));
    }

    private void again(CompletableFuture<Moment> result) {
        int pause = ThreadLocalRandom.current().nextInt(PAUSE_MIN_MILLIS, PAUSE_MAX_MILLIS + 1);
        try {
            member.threads().later(Duration.ofMillis(pause), () -> attempt(result));
        } catch (RejectedExecutionException closing) {
            result.completeExceptionally(new IcFailure.NotReady("this gateway is stopping"));
        }
    }
}
