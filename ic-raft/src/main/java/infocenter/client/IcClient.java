package infocenter.client;

import infocenter.core.command.Command;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What everything outside the group may do with it. Thread-safe; futures complete on a thread of the client's own, never on one of
 * Ratis', and fail only with an {@link IcFailure} (unwrapped, not inside a {@code CompletionException}, when handled with
 * {@code whenComplete} directly on the returned future).
 */
public interface IcClient {
    /**
     * Has a command applied exactly once, batched with others that wait (design section 6). Retried under the same session number
     * until the deadline.
     *
     * @param command any but {@code Initialize} and {@code JoinNode}
     * @param within how long to try; then {@code CommitUnknown}, or {@code NoLeader} if it was surely never logged
     */
    CompletableFuture<Receipt> submit(Command command, Duration within);

    /**
     * As {@link #submit}, for what can wait a little to share an entry of the log: goes with the next batch that leaves anyway, at
     * the latest after {@code gather}. A write costs each member an fsync and a round of messages, however little is in it.
     */
    default CompletableFuture<Receipt> submitGathered(Command command, Duration within, Duration gather) {
        return submit(command, within);
    }

    /** A linearizable read: the value contains everything acknowledged before this call, at any gateway. */
    CompletableFuture<Moment> read(Duration within);

    /** The newest applied value here, perhaps old. Never blocks. Throws {@link IcFailure.NotMember} where there is none. */
    Moment latest();

    /** Whether this process is a member that holds the table. */
    boolean member();

    /**
     * Calls {@code onApplied} after the value has changed, coalesced, on the client's thread; it must return at once.
     *
     * @return closes the subscription
     */
    AutoCloseable onApplied(Runnable onApplied);
}
