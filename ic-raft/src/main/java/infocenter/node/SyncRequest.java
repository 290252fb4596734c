package infocenter.node;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import java.util.List;

/**
 * The leader's one exchange with a target: probe, heartbeat, orders, repair and reconcile (design section 4, points 3 and 4).
 *
 * @param clusterId whose leader this is
 * @param epoch of the cluster
 * @param term of the leader
 * @param number of this request, rising within the term
 * @param leader who sends it
 * @param leaderUrl its node door, where reports are pushed
 * @param ackIncarnation incarnation whose answer is acknowledged
 * @param ackNumber number of the answer acknowledged: renews the lease from the target's sending of it; 0 for none
 * @param mapSequence version of the cluster map and buckets; a target that is behind fetches the map
 * @param proposedVersion of the proposed placement
 * @param activeVersion of the active placement
 * @param settledFloor everything caused at or below it is terminal: unknown ids below it are refused, tombstones may go
 * @param orders that are due, stops also when the inventory does not list the run
 * @param committed reports that the table shows: the target may forget them
 */
public record SyncRequest(
        String clusterId,
        long epoch,
        long term,
        long number,
        NodeId leader,
        String leaderUrl,
        long ackIncarnation,
        long ackNumber,
        long mapSequence,
        long proposedVersion,
        long activeVersion,
        long settledFloor,
        List<Order> orders,
        List<Committed> committed) {
    /** A run that the table shows terminal. */
    public record Committed(XactionId id, int attempt, long reportSequence) {}
}
