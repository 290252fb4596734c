package infocenter.member;

import infocenter.client.LeaderWork;
import infocenter.client.PeerCalls;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's place in the Information Center: its peer id and storage, and the Raft server once it belongs to a cluster.
 * Thread-safe; the methods that start or stop the server block and belong on a worker thread.
 */
public final class RaftMember implements AutoCloseable {
    private RaftMember() {}

    /**
     * Reads the peer's identity below the data folder, or mints one. Starts the server from disk if this gateway belongs to a
     * cluster already; otherwise waits for {@link #found} or {@link #attend}.
     *
     * @throws IOException naming the address in use, or the storage that is locked, damaged or incomplete
     */
    public static RaftMember open(MemberOptions options, PeerCalls calls, MemberEvents events) throws IOException {
        throw new UnsupportedOperationException("being written: " + options + calls + events);
    }

    /** Peer id and Raft address for {@code JoinNode}. */
    public Seat seat() {
        throw new UnsupportedOperationException();
    }

    /** The cluster that the disk says this gateway belongs to, or null. */
    public @Nullable Identity cluster() {
        throw new UnsupportedOperationException();
    }

    /**
     * The one bootstrap of a cluster: a group of this peer alone. Remembered on disk, so that no later start does it again.
     * Repeated for the same cluster: nothing happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    public void found(Identity identity) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Starts the server with the empty group, to wait until the leader adds this peer. Repeated for the same cluster: nothing
     * happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    public void attend(Identity identity) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * A new peer id on the other Raft port, for a gateway that the cluster knows with another peer id on this address. Only
     * before the server is started.
     */
    public Seat reseat() throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Work to start when this member leads and to stop when it does not. */
    public void whileLeading(LeaderWork work) {
        throw new UnsupportedOperationException();
    }

    /** For gauges; cheap. */
    public MemberStatus status() {
        throw new UnsupportedOperationException();
    }

    /** The node door's answer to {@code NodePaths.TERM}; never blocks. */
    public TermAnswer answer(TermRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The node door's answer to {@code NodePaths.READ_INDEX}. Completes on the member's thread; never fails. */
    public CompletableFuture<ReadIndexAnswer> answer(ReadIndexRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The node door's answer to {@code NodePaths.SUBMIT}. Completes on the member's thread; never fails. */
    public CompletableFuture<SubmitAnswer> answer(SubmitRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Hands leadership over if it has it, takes a snapshot, closes; not longer than about that. Idempotent. */
    public void close(Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
