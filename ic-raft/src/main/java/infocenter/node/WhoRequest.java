package infocenter.node;

import infocenter.core.cluster.NodeId;

/**
 * Asks the gateway behind an address who it is. Every gateway answers, without its log.
 *
 * @param sender who asks
 * @param founding the sender is about to make a cluster: of two that are, the one whose name comes later gives way
 */
public record WhoRequest(NodeId sender, boolean founding) {}
