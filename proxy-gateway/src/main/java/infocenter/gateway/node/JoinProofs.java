package infocenter.gateway.node;

import infocenter.core.command.Command;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.JoinProof;
import infocenter.node.JoinSecret;
import infocenter.node.NotProven;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the proof that goes with a join, by asking the gateway that will get it. Any thread. */
final class JoinProofs {
    /** It is asked again and again, and said only so often. */
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(JoinProofs.class);

    private final @Nullable JoinSecret secret;
    private final Ask ask;
    private final AtomicLong sayFromNanos = new AtomicLong(System.nanoTime());

    /** Asks the gateway at that node door. */
    interface Ask {
        CompletableFuture<ChallengeAnswer> challenge(String nodeUrl, ChallengeRequest request, Duration within);
    }

    JoinProofs(@Nullable JoinSecret secret, Ask ask) {
        this.secret = secret;
        this.ask = ask;
    }

    /** Null when this node has no secret. Fails with {@link NotProven} when the gateway does not have this one. */
    CompletableFuture<@Nullable JoinProof> of(String nodeUrl, Command.JoinNode join, Duration within) {
        JoinSecret mine = secret;
        if (mine == null) {
            return CompletableFuture.completedFuture(null);
        }
        ChallengeRequest asked = new ChallengeRequest(join.id(), JoinSecret.nonce());
        return ask.challenge(nodeUrl, asked, within)
                .<@Nullable JoinProof>thenApply(answer -> mine.prove(asked, answer, join))
                .whenComplete((proof, failure) -> say(nodeUrl, failure));
    }

    private void say(String nodeUrl, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NotProven) {
            long now = System.nanoTime();
            long from = sayFromNanos.get();
            if (now - from >= 0 && sayFromNanos.compareAndSet(from, now + SAID_EVERY.toNanos())) {
                LOG.atWarn().addKeyValue("outcome", "join-secret").log("{}: {}", nodeUrl, cause.getMessage());
            }
        }
    }
}
