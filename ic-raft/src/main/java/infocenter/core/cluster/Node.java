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
 * @param balancedMapVersion placement version that its objects follow
 * @param sequence of the command that last changed it
 * @param sinceMillis elapsed time of its present state
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
        long sequence,
        long sinceMillis) {

    /** True for a node that is up. */
    public boolean up() {
        return state == NodeState.UP;
    }

    /** The same node in another state since that moment, changed by that command. */
    public Node in(NodeState next, long atMillis, long commandSequence) {
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
                commandSequence,
                atMillis);
    }
}
