package infocenter.gateway.supervise;

import infocenter.core.cluster.Node;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How the leader asks. A call that gets no answer in time fails with any exception. Any thread; futures complete on any. */
public interface SyncCalls {
    /** The exchange with a target. */
    CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within);

    /** The same through another gateway, which the target may still hear. Fails also when that one does not reach it. */
    CompletableFuture<SyncAnswer> reach(String gatewayUrl, String nodeUrl, SyncRequest request, Duration within);

    /** Whether a gateway's process answers at all. */
    CompletableFuture<Void> alive(Node gateway, Duration within);
}
