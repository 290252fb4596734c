package infocenter.node;

/**
 * Shows that a join comes from somebody who has the cluster's secret; good for one join at one gateway.
 *
 * @param question nonce that the gateway gave
 * @param mac over it, this node's own nonce, the cluster and all that the join says
 */
public record JoinProof(byte[] question, byte[] mac) {}
