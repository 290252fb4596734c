package infocenter.node;

import infocenter.core.cluster.NodeId;

/**
 * Who a gateway is.
 *
 * @param id its name
 * @param incarnation of its process
 * @param clusterId to which its disk belongs, empty for none
 * @param epoch in which it is, 0 for none
 * @param founding it is about to make a cluster and does not give way
 */
public record WhoAnswer(NodeId id, long incarnation, String clusterId, long epoch, boolean founding) {}
