package infocenter.gateway.join;

import infocenter.core.cluster.NodeId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process of this gateway's name lives, or lived until a moment ago, with another disk. If it is the one before this, the cluster marks it
 * down and the wait ends; a twin stays up. Owned by the thread that joins.
 */
final class Duplicate {
    /** A process that died is marked down after lease + margin (15 s), by a new leader a little later. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Duplicate.class);

    private final NodeId name;
    private long sinceNanos;

    Duplicate(NodeId name) {
        this.name = name;
    }

    /** Seen up again; true when it has been for so long that it is a twin. */
    boolean tooLong() {
        long now = System.nanoTime();
        if (sinceNanos == 0) {
            sinceNanos = now;
            LOG.atWarn()
                    .addKeyValue("member", name)
                    .addKeyValue("outcome", "waiting")
                    .log("the cluster knows a gateway of this name with another disk as up: waiting until it is down");
        }
        return now - sinceNanos > PATIENCE.toNanos();
    }
}
