package infocenter.gateway.broadcast;

/**
 * By whose authority an order is given; a target refuses a lower (epoch, term) than the highest it has seen.
 *
 * @param clusterId whose orders
 * @param epoch of the cluster
 * @param term of the entry or read that the order follows from
 */
public record Fence(String clusterId, long epoch, long term) {}
