package infocenter.node;

import infocenter.core.cluster.NodeId;

/**
 * Before a join: asks a gateway to show that it has the cluster's secret, and for a question to answer in turn.
 *
 * @param node who will join
 * @param nonce random, for the gateway's proof
 */
public record ChallengeRequest(NodeId node, byte[] nonce) {}
