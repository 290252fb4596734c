package infocenter.member;

import infocenter.client.PeerCalls;
import infocenter.core.cluster.Identity;
import infocenter.core.command.Batch;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitAnswer.Status;
import infocenter.node.SubmitRequest;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the leader for a batch: this member, whom Raft names, whom an answer named, or any gateway that may know. */
final class LeaderRoute {
    private final RaftMember member;
    private final PeerCalls calls;
    private final Supplier<List<String>> knownNodeUrls;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile String hint = "";

    LeaderRoute(RaftMember member, PeerCalls calls, Supplier<List<String>> knownNodeUrls) {
        this.member = member;
        this.calls = calls;
        this.knownNodeUrls = knownNodeUrls;
    }

    /** One attempt. Never fails; says whether it was surely not logged. Completes on a worker, or before it returns. */
    CompletableFuture<SubmitAnswer> send(Batch batch, Duration within) {
        if (member.leading()) {
            return member.proposals().propose(batch, within);
        }
        Identity cluster = member.cluster();
        String url = next();
        if (cluster == null || url.isEmpty()) {
            return CompletableFuture.completedFuture(SubmitAnswer.of(Status.NOT_LEADER, ""));
        }
        SubmitRequest request = new SubmitRequest(cluster.clusterId(), batch, within.toMillis(), cluster.epoch());
        return member.leaderCalls()
                .watch(url, calls.submit(url, request, within))
                .handleAsync(
                        (answer, failure) -> answered(url, answer, failure),
                        member.threads().workers());
    }

    private SubmitAnswer answered(String url, @Nullable SubmitAnswer answer, @Nullable Throwable failure) {
        if (answer == null) {
            forget(url);
            return SubmitAnswer.of(neverSent(failure) ? Status.NOT_LEADER : Status.UNKNOWN, "");
        }
        if (answer.status() == Status.NOT_LEADER) {
            forget(url);
            if (!answer.leaderUrl().equals(url)) {
                hint = answer.leaderUrl();
            }
        } else if (answer.status() == Status.APPLIED) {
            hint = url;
        }
        return answer;
    }

    private void forget(String url) {
        if (hint.equals(url)) {
            hint = "";
        }
    }

    private static boolean neverSent(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    private String next() {
        String own = member.options().nodeUrl();
        String raft = member.leaderUrl();
        if (!raft.isEmpty() && !raft.equals(own)) {
            return raft;
        }
        String hinted = hint;
        if (!hinted.isEmpty() && !hinted.equals(own)) {
            return hinted;
        }
        List<String> known =
                knownNodeUrls.get().stream().filter(url -> !url.equals(own)).toList();
        return known.isEmpty() ? "" : known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
    }
}
