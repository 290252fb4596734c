package infocenter.gateway.join;

import infocenter.core.cluster.Identity;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The one explicit act that makes a cluster of gateways that wait. Any thread. */
public interface InitializeCluster {
    /** What came of it. */
    sealed interface Answer {
        /** This gateway now leads a group of one; the epoch is the first, or one above that of the backup. */
        record Initialized(Identity identity) implements Answer {}

        /** It was one already; nothing changed. */
        record AlreadyInitialized(String clusterId) implements Answer {}

        /** Not here: the reason names what stands in the way. */
        record Refused(String message) implements Answer {}
    }

    /** Mints the cluster id, makes the group of one, opens this gateway's session. Fails with an {@code IcFailure}. */
    CompletableFuture<Answer> initialize();

    /**
     * The same for a cluster that begins with what a backup holds.
     *
     * @param backup a file, read while the cluster is made; the caller deletes it
     */
    CompletableFuture<Answer> restore(Path backup);
}
