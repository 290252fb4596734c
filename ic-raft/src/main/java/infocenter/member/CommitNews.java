package infocenter.member;

import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells followers at once how far the log is committed. Ratis tells it with the next entry or the next heartbeat, which on a quiet
 * group is half an election time-out later, and so long a read at a follower would wait. A linearizable read of Ratis' own makes it
 * send heartbeats when the commit index has moved, and costs nothing when it has not; its answer is not used, since it proves
 * nothing (see {@link ReadRound}).
 */
final class CommitNews {
    private final Supplier<@Nullable MemberServer> server;
    private final MemberThreads threads;
    private final AtomicBoolean spreading = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    CommitNews(Supplier<@Nullable MemberServer> server, MemberThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * False for a batch of nothing but starts and what is sampled: these are most of all entries, and who is told of them at a follower
     * can wait for the next entry or heartbeat. Whatever else there is may end runs or change the map, for which somebody may be waiting.
     */
    static boolean worthTelling(Batch batch) {
        return batch.commands().stream()
                .map(Batch.Numbered::command)
                .anyMatch(command -> !(command instanceof Command.RegisterXaction
                        || command instanceof Command.RecordAcknowledgements
                        || command instanceof Command.RecordProgress
                        || command instanceof Command.Tick));
    }

    /** Returns at once; one at a time, and one more for what was committed meanwhile. */
    void spread() {
        again.set(true);
        if (spreading.compareAndSet(false, true)) {
            try {
                threads.submitters().execute(this::tell);
            } catch (RejectedExecutionException busy) {
                // Then entries are on their way that tell it too.
                spreading.set(false);
            }
        }
    }

    private void tell() {
        again.set(false);
        MemberServer leader = server.get();
        if (leader == null || !leader.leaderReady()) {
            spreading.set(false);
            return;
        }
        try {
            leader.heartbeats().whenCompleteAsync((reply, failure) -> told(), threads.workers());
        } catch (IOException | RuntimeException stepsDown) {
            spreading.set(false);
        }
    }

    private void told() {
        spreading.set(false);
        if (again.get()) {
            spread();
        }
    }
}
