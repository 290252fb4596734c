package infocenter.core.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One gateway or target as the log knows it.
 *
 * @param id its name
 * @param role what it does
 * @param addresses where it is reached
 * @param zone failure domain, empty when unknown
 * @param incarnation counter on the node's disk, raised at every process start
 * @param state whether it counts
 * @param seat a gateway's Raft peer; none for a target
 * @param understands highest feature level that its build can write and read
 * @param balancedMapVersion a target's: highest placement version whose rebalance it has finished, so that its objects follow that one
 *     or a later one; 0 for none
 * @param admitted sequence of the command that brought it into the map: another one than before says that it was forgotten meanwhile,
 *     and that what is on its disk is of no use any more
 * @param sequence of the command that last changed it
 * @param sinceMillis elapsed time of its present state
 * @param up whether the log holds its process for alive: joined, and not marked down, left or evicted since. In maintenance and
 *     while it is decommissioned a node may be either, which its state alone cannot say
 * @param degraded a target's: which of its mount paths fails, and why, as its process last said; empty when none does
 */
public record Node(
        NodeId id,
        Role role,
        Addresses addresses,
        String zone,
        long incarnation,
        NodeState state,
        @Nullable Seat seat,
        int understands,
        long balancedMapVersion,
        long admitted,
        long sequence,
        long sinceMillis,
        boolean up,
        String degraded) {
    /** One of which nothing fails. */
    public Node(
            NodeId id,
            Role role,
            Addresses addresses,
            String zone,
            long incarnation,
            NodeState state,
            @Nullable Seat seat,
            int understands,
            long balancedMapVersion,
            long admitted,
            long sequence,
            long sinceMillis,
            boolean up) {
        this(
                id,
                role,
                addresses,
                zone,
                incarnation,
                state,
                seat,
                understands,
                balancedMapVersion,
                admitted,
                sequence,
                sinceMillis,
                up,
                "");
    }

    public Node {
        if (state == NodeState.UP && !up || (state == NodeState.DOWN || state == NodeState.EVICTED) && up) {
            throw new IllegalArgumentException("node " + id + " cannot be " + state + " with up=" + up);
        }
    }

    /** True when the log holds it for alive as that incarnation: only then does one of its runs become running. */
    public boolean livesAs(long thatIncarnation) {
        return up && incarnation == thatIncarnation;
    }

    /** The same node in that state and that liveness since that moment, changed by that command. */
    public Node in(NodeState next, boolean nextUp, long atMillis, long commandSequence) {
        return new Node(
                id,
                role,
                addresses,
                zone,
                incarnation,
                next,
                seat,
                understands,
                balancedMapVersion,
                admitted,
                commandSequence,
                atMillis,
                nextUp,
                degraded);
    }

    /** The same node, of which that fails, changed by that command. */
    public Node degraded(String why, long commandSequence) {
        return new Node(
                id,
                role,
                addresses,
                zone,
                incarnation,
                state,
                seat,
                understands,
                balancedMapVersion,
                admitted,
                commandSequence,
                sinceMillis,
                up,
                why);
    }

    /** The same node as another process, which will say by itself what fails. */
    public Node as(long nextIncarnation) {
        return new Node(
                id,
                role,
                addresses,
                zone,
                nextIncarnation,
                state,
                seat,
                understands,
                balancedMapVersion,
                admitted,
                sequence,
                sinceMillis,
                up);
    }

    /** The same target once it has finished the rebalance of that placement version; an older one changes nothing. */
    public Node balanced(long mapVersion, long commandSequence) {
        return mapVersion <= balancedMapVersion
                ? this
                : new Node(
                        id,
                        role,
                        addresses,
                        zone,
                        incarnation,
                        state,
                        seat,
                        understands,
                        mapVersion,
                        admitted,
                        commandSequence,
                        sinceMillis,
                        up,
                        degraded);
    }
}
