package infocenter.target;

import infocenter.core.cluster.NodeId;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this target has found that it can never go on, and why; the first reason counts. Any thread. */
final class GivenUp {
    private static final Logger LOG = LoggerFactory.getLogger(GivenUp.class);

    private final NodeId self;
    private final int understands;
    private final CompletableFuture<GaveUp> future = new CompletableFuture<>();

    /**
     * Not yet.
     *
     * @param understands highest feature level that this process reads and writes
     */
    GivenUp(NodeId self, int understands) {
        this.self = self;
        this.understands = understands;
    }

    /** Completes with the first reason. */
    CompletableFuture<GaveUp> future() {
        return future;
    }

    void because(ProcessEnd end, String why) {
        if (future.complete(new GaveUp(end, "target " + self + " " + why))) {
            LOG.atError()
                    .addKeyValue("target", self)
                    .addKeyValue("outcome", end.shown())
                    .log("this target {}", why);
        }
    }

    /** A map shows that feature level: a target that was away while it rose could read the next one only by chance. */
    void level(int level) {
        if (level > understands) {
            because(
                    ProcessEnd.FEATURE_LEVEL,
                    "cannot go on: the cluster is at feature level " + level + ", and this build understands "
                            + understands + " at most");
        }
    }
}
