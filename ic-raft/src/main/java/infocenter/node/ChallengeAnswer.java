package infocenter.node;

/**
 * A gateway's proof, and its question.
 *
 * @param clusterId to which it belongs
 * @param question random, for one join; empty when this gateway has no secret
 * @param mac over both nonces, the cluster and the node that asks; empty when this gateway has no secret
 */
public record ChallengeAnswer(String clusterId, byte[] question, byte[] mac) {
    /** Of a gateway that has no secret. */
    public static ChallengeAnswer without(String clusterId) {
        return new ChallengeAnswer(clusterId, new byte[0], new byte[0]);
    }
}
