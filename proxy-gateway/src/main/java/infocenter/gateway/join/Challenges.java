package infocenter.gateway.join;

import infocenter.client.IcFailure;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.JoinProof;
import infocenter.node.JoinSecret;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions that this gateway has asked those who want in, and whether they were answered by somebody with the cluster's secret. Each
 * question is good for one join of the node that it was given to, for a while; so what was heard on the wire cannot be said again. Any
 * thread.
 */
public final class Challenges {
    /** For the join that follows a question. */
    static final Duration GOOD_FOR = Duration.ofSeconds(30);
    /** Open questions; the oldest goes, and its join is asked for again. */
    static final int OPEN_MAX = 4_096;

    private final @Nullable JoinSecret secret;
    private final Supplier<@Nullable String> clusterId;
    private final LongSupplier nanos;
    private final LinkedHashMap<ByteBuffer, Open> open = new LinkedHashMap<>();

    private record Open(NodeId node, byte[] nonce, long untilNanos) {}

    /**
     * For one gateway.
     *
     * @param secret null for a cluster without one
     * @param clusterId to which this gateway belongs, null for none
     * @param nanos monotonic clock
     */
    public Challenges(@Nullable JoinSecret secret, Supplier<@Nullable String> clusterId, LongSupplier nanos) {
        this.secret = secret;
        this.clusterId = clusterId;
        this.nanos = nanos;
    }

    /**
     * Shows that this gateway has the secret, and asks in turn.
     *
     * @throws IcFailure.NotReady when it is in no cluster yet
     */
    public ChallengeAnswer ask(ChallengeRequest asked) {
        String cluster = clusterId.get();
        if (cluster == null) {
            throw new IcFailure.NotReady("this gateway is in no cluster yet");
        }
        if (secret == null) {
            return ChallengeAnswer.without(cluster);
        }
        byte[] question = JoinSecret.nonce();
        keep(question, new Open(asked.node(), asked.nonce(), nanos.getAsLong() + GOOD_FOR.toNanos()));
        return secret.answer(cluster, asked, question);
    }

    private synchronized void keep(byte[] question, Open one) {
        long now = nanos.getAsLong();
        Iterator<Map.Entry<ByteBuffer, Open>> eldest = open.entrySet().iterator();
        while (eldest.hasNext()) {
            if (eldest.next().getValue().untilNanos() - now > 0 && open.size() < OPEN_MAX) {
                break;
            }
            eldest.remove();
        }
        open.put(ByteBuffer.wrap(question), one);
    }

    private synchronized @Nullable Open take(byte[] question) {
        Open one = open.remove(ByteBuffer.wrap(question));
        return one == null || one.untilNanos() - nanos.getAsLong() <= 0 ? null : one;
    }

    /**
     * Why that join may not come in; null when it may.
     *
     * @throws IcFailure.NotReady when the question is not open any more: asked again, it gets another one
     */
    public Outcome.@Nullable Refused refuse(Command.JoinNode join, @Nullable JoinProof proof) {
        String cluster = clusterId.get();
        if (secret == null || cluster == null) {
            return null;
        }
        if (proof == null) {
            return refused("this cluster asks for its secret, and " + join.id()
                    + " shows none: give it the file that the other nodes have, cluster.joinSecretFile");
        }
        Open asked = take(proof.question());
        if (asked == null) {
            throw new IcFailure.NotReady("that question was answered before, or too late: ask for another one");
        }
        return asked.node().equals(join.id()) && secret.holds(cluster, asked.nonce(), proof, join)
                ? null
                : refused(
                        "the secret of " + join.id() + " is another than this cluster's, or its join was changed on the"
                                + " way: give it the file that the other nodes have, cluster.joinSecretFile");
    }

    private static Outcome.Refused refused(String why) {
        return new Outcome.Refused(Reason.JOIN_SECRET, "cluster.joinSecretFile", why);
    }
}
