package infocenter.member;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.client.PeerCalls;
import infocenter.client.Receipt;
import infocenter.core.command.Command;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The gateway's door to the group, by its session. Submits locally where its member leads and otherwise to the leader's node
 * door, under the same numbers; at a gateway that is no member too, where reads fail with {@code NotMember}.
 */
public final class SessionIcClient implements IcClient, AutoCloseable {
    /**
     * @param member of this gateway, started or not
     * @param calls the way to other gateways
     * @param knownNodeUrls node doors to try when nobody has named the leader: members first, then any gateway
     * @param onSessionLost called on the client's thread when the session is gone: join again, then {@link #openSession}
     */
    public SessionIcClient(
            RaftMember member, PeerCalls calls, Supplier<List<String>> knownNodeUrls, Runnable onSessionLost) {
        throw new UnsupportedOperationException("being written: " + member + calls + knownNodeUrls + onSessionLost);
    }

    /** Uses the session that {@code JoinNode} opened, from number 1; given again while it lives: nothing happens. */
    public void openSession(long session) {
        throw new UnsupportedOperationException();
    }

    /** Has {@code Initialize} or {@code JoinNode} applied, which need no session. */
    public CompletableFuture<Receipt> submitSessionless(Command command, Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Moment latest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean member() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        throw new UnsupportedOperationException();
    }

    /** Fails what is open and stops its threads. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
