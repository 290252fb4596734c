package infocenter.member;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Calls to a leader that are given up as soon as another one is known, so that a frozen one holds up nobody for a whole time-out. */
final class LeaderCalls {
    /** Another member leads now, or none. */
    static final class LeaderMoved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaderMoved() {
            super("the leader has changed", null, false, false);
        }
    }

    private record Call(String url, CompletableFuture<?> future) {}

    private final Set<Call> open = ConcurrentHashMap.newKeySet();

    /** The same answer, or {@link LeaderMoved}. */
    <T> CompletableFuture<T> watch(String url, CompletableFuture<T> answer) {
        CompletableFuture<T> watched = new CompletableFuture<>();
        Call call = new Call(url, watched);
        open.add(call);
        answer.whenComplete((value, failure) -> {
            open.remove(call);
            if (failure == null) {
                watched.complete(value);
            } else {
                watched.completeExceptionally(failure);
            }
        });
        return watched;
    }

    /** Gives up what waits for anybody else. */
    void leaderIs(String url) {
        for (Call call : open) {
            if (!call.url().equals(url)) {
                open.remove(call);
                call.future().completeExceptionally(new LeaderMoved());
            }
        }
    }
}
