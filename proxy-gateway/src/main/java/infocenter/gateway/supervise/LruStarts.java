package infocenter.gateway.supervise;

import infocenter.client.Receipt;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import infocenter.node.SyncAnswer;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one xaction of kind lru for each wish of a target, while none is active. The wish is the idempotency key, so that a later
 * leader that hears the same wish starts nothing. Owned by the supervisor's thread.
 */
final class LruStarts {
    private static final Logger LOG = LoggerFactory.getLogger(LruStarts.class);
    private static final String KIND = "lru";
    private static final Duration START_BY = Duration.ofSeconds(10);

    /** After a refusal, for example because a target is down. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Leadership leader;
    private final TreeMap<NodeId, String> granted = new TreeMap<>();
    private long minted;
    private boolean underWay;
    private long restUntilNanos;

    LruStarts(Leadership leader) {
        this.leader = leader;
        this.restUntilNanos = leader.nanos();
    }

    /** What that answer wishes; heard again with every answer until the target wishes it no more. */
    void heard(SyncAnswer answer) {
        String key = "lru/" + answer.target() + "/" + answer.incarnation() + "/" + answer.lruWish();
        if (answer.lruWish() == 0
                || underWay
                || key.equals(granted.get(answer.target()))
                || leader.nanos() - restUntilNanos < 0
                || leader.book().information().xactions().activeOf(KIND) > 0) {
            return;
        }
        underWay = true;
        minted++;
        // Ids of other terms are other ids; one that a user has taken is refused, and the next number is not.
        XactionId id = new XactionId("lru-" + leader.term() + "-" + minted);
        leader.submit(start(id, key, answer.target()))
                .whenComplete((receipt, failure) -> heard(answer.target(), key, receipt, failure));
    }

    private void heard(NodeId target, String key, @Nullable Receipt receipt, @Nullable Throwable failure) {
        underWay = false;
        boolean refused = receipt != null && receipt.outcome() instanceof Outcome.Refused;
        if (receipt == null || refused) {
            restUntilNanos = leader.nanos() + AGAIN.toNanos();
            LOG.atInfo()
                    .addKeyValue("kind", KIND)
                    .addKeyValue("target", target)
                    .addKeyValue("outcome", receipt == null ? failure : receipt.outcome())
                    .log("no room is made yet");
        } else {
            granted.put(target, key);
        }
    }

    private static Command.RegisterXaction start(XactionId id, String key, NodeId target) {
        return new Command.RegisterXaction(
                id,
                KIND,
                "{}",
                "",
                List.of(),
                TreePMap.empty(),
                key,
                KIND,
                Origin.SYSTEM,
                Caller.system("a mount path of " + target + " is above its high watermark"),
                false,
                START_BY.toMillis(),
                0);
    }
}
