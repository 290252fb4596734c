package infocenter.node;

import infocenter.core.cluster.NodeId;
import java.util.List;

/**
 * A target's answer to one {@link SyncRequest}.
 *
 * @param target who answers
 * @param incarnation counter on its disk, raised at every process start
 * @param refused true when a higher (epoch, term) has been seen, or another cluster's: nothing was obeyed
 * @param epoch highest seen
 * @param term highest of that epoch seen
 * @param number of the request that is answered
 * @param mapSequence version of the map that it holds
 * @param placementVersion highest placement version that it has taken over
 * @param stopping true when the target is shutting down on purpose
 * @param results of the orders
 * @param reports kept, oldest first, at most 1,000
 * @param inventory everything it has
 * @param clusterId to which it belongs, empty for none: the epoch is of that one
 * @param capacityBytes of all mount paths
 * @param usedBytes by objects
 * @param lruWish counts in this incarnation how often a mount path's use has risen above its high watermark; 0 while none is above.
 *     A number that is new is the wish for one xaction of kind lru
 * @param degraded which mount path fails, and why; empty when none does
 */
public record SyncAnswer(
        NodeId target,
        long incarnation,
        boolean refused,
        long epoch,
        long term,
        long number,
        long mapSequence,
        long placementVersion,
        boolean stopping,
        List<OrderAnswer.Result> results,
        List<RunReport> reports,
        List<RunListing> inventory,
        String clusterId,
        long capacityBytes,
        long usedBytes,
        long lruWish,
        String degraded) {
    /** Of a target of which nothing fails. */
    public SyncAnswer(
            NodeId target,
            long incarnation,
            boolean refused,
            long epoch,
            long term,
            long number,
            long mapSequence,
            long placementVersion,
            boolean stopping,
            List<OrderAnswer.Result> results,
            List<RunReport> reports,
            List<RunListing> inventory,
            String clusterId,
            long capacityBytes,
            long usedBytes,
            long lruWish) {
        this(
                target,
                incarnation,
                refused,
                epoch,
                term,
                number,
                mapSequence,
                placementVersion,
                stopping,
                results,
                reports,
                inventory,
                clusterId,
                capacityBytes,
                usedBytes,
                lruWish,
                "");
    }
}
