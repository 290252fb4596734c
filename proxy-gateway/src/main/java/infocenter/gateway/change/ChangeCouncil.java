package infocenter.gateway.change;

import infocenter.client.IcClient;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seats;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries what an operator wants of the Information Center into the log: its size, who has a seat, who leads. The keeper of whoever
 * leads makes it so afterwards. At members only: the answer carries the table read after it. Any thread. Fails with an
 * {@code IcFailure}.
 */
public final class ChangeCouncil {
    private final IcClient ic;
    private final Duration within;

    public ChangeCouncil(IcClient ic, Duration within) {
        this.ic = ic;
        this.within = within;
    }

    /** Another number of members. */
    public CompletableFuture<Changed> size(int size) {
        return Changed.by(ic, new Command.SetIcSize(size), within);
    }

    /** A seat for that gateway, or none. */
    public CompletableFuture<Changed> seat(NodeId gateway, boolean wanted) {
        return Changed.by(ic, new Command.SeatGateway(gateway, wanted), within);
    }

    /**
     * Another leader.
     *
     * @param to who shall lead, or null for any other member that may
     * @param leader who leads as far as is known here
     */
    public CompletableFuture<Changed> lead(@Nullable NodeId to, @Nullable NodeId leader) {
        if (to != null) {
            return Changed.by(ic, new Command.MoveLeadership(to), within);
        }
        return ic.read(within).thenCompose(moment -> {
            Optional<NodeId> other =
                    Seats.successor(moment.information().cluster(), leader).map(node -> node.id());
            return other.isPresent()
                    ? Changed.by(ic, new Command.MoveLeadership(other.get()), within)
                    : CompletableFuture.completedFuture(new Changed(
                            new Outcome.Refused(
                                    Reason.LAST_MEMBER,
                                    leader == null ? "" : leader.value(),
                                    "no other member of the Information Center is up that could lead"),
                            moment));
        });
    }
}
