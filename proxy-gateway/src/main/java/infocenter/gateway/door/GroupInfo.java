package infocenter.gateway.door;

import infocenter.core.cluster.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Raft group as this process sees it now; not linearizable.
 *
 * @param leader gateway that leads, or null while none is known
 * @param term its term, 0 while none is known
 * @param peers voters
 * @param plan what the keeper does next or waits for, in words; only the leader knows, empty elsewhere
 * @param waitingSeats seats that wait for a gateway which could take them; 0 where this gateway does not lead
 */
public record GroupInfo(@Nullable NodeId leader, long term, List<Peer> peers, String plan, int waitingSeats) {
    /**
     * One voter.
     *
     * @param lastHeardMillis since the leader last heard of it; -1 when not known here
     * @param matchIndex how far its log goes as the leader knows; -1 when not known here
     * @param trouble {@code suspected} when it is silent, {@code stuck} when it answers and takes nothing in; else, and where this
     *     gateway does not lead, empty
     */
    public record Peer(
            @Nullable NodeId id,
            String peerId,
            String raftAddress,
            boolean leader,
            long lastHeardMillis,
            long matchIndex,
            String trouble) {}
}
