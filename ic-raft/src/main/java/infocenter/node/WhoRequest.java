package infocenter.node;

import infocenter.core.cluster.NodeId;

/**
 * Asks the gateway behind an address who it is. Every gateway answers, without its log.
 *
 * @param sender who asks
 * @param founding the sender is about to make a cluster: of two that are, the one whose name comes later gives way
 * @param clusterId to which its disk belongs, empty for none
 * @param epoch in which it is, 0 for none; whoever is in a lower one of that cluster goes over to it
 */
public record WhoRequest(NodeId sender, boolean founding, String clusterId, long epoch) {
    /** By one that is in no cluster, or whose cluster does not matter here. */
    public WhoRequest(NodeId sender, boolean founding) {
        this(sender, founding, "", 0);
    }
}
