package infocenter.gateway.node;

import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What a gateway asks of another gateway, beside the {@code PeerCalls} of the group. A call that gets no answer in time fails with
 * any exception. Futures complete on an event loop. Any thread may call.
 */
public interface GatewayCalls {
    /** Asks for admission. */
    CompletableFuture<JoinAnswer> join(String nodeUrl, JoinRequest request, Duration within);

    /** Asks who is there. */
    CompletableFuture<WhoAnswer> who(String nodeUrl, WhoRequest request, Duration within);

    /** Asks for the map; also a sign of life. */
    CompletableFuture<ClusterMap> map(String nodeUrl, MapRequest request, Duration within);

    /** Asks whether it reaches a target, passing a sync on. */
    CompletableFuture<ReachAnswer> reach(String nodeUrl, ReachRequest request, Duration within);
}
