package infocenter.node;

import infocenter.core.cluster.NodeId;
import java.util.List;

/**
 * The fast path of orders, from any gateway.
 *
 * @param clusterId whose orders these are
 * @param epoch of the cluster
 * @param term of the entry that caused them; a target refuses a lower (epoch, term) than the highest it has seen
 * @param sender the gateway that wants the reports
 * @param orders for this target
 */
public record OrderRequest(String clusterId, long epoch, long term, NodeId sender, List<Order> orders) {}
