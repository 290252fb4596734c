package infocenter.gateway.join;

import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** This gateway's place in the group, as far as joining needs it. {@code found} and {@code attend} block. */
public interface OwnSeat {
    /** Raft peer and address. */
    Seat seat();

    /** Another Raft peer on the other address, for a disk that is not the one the cluster knows; only before it attends. Blocks. */
    void reseat() throws IOException;

    /** The cluster that the disk says this gateway belongs to, or null. */
    @Nullable
    Identity cluster();

    /** The one bootstrap: a group of this peer alone. */
    void found(Identity identity) throws IOException;

    /** The same for a cluster that begins with a value, whose identity it has. Blocks. */
    void found(Moment begin) throws IOException;

    /** Starts the peer with the empty group, to wait until the leader adds it. */
    void attend(Identity identity) throws IOException;

    /** The cluster has gone on in that epoch: comes back as a new peer in it. False when it is no higher one. Blocks. */
    boolean renew(Identity next) throws IOException;

    /** Has {@code Initialize} or {@code JoinNode} applied. Fails with an {@code IcFailure}. */
    CompletableFuture<Receipt> submitSessionless(Command command, Duration within);

    /** From now on commands go by that session. */
    void openSession(long session);
}
