package infocenter.node;

import infocenter.core.cluster.NodeId;

/**
 * Asks a gateway for the map; a gateway's own request is also its sign of life to the leader.
 *
 * @param sender who asks
 * @param incarnation of the sender
 */
public record MapRequest(NodeId sender, long incarnation) {}
