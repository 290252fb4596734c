package infocenter.gateway.supervise;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The ways of one leader to gateways and targets; each can be cut. */
final class ScriptedNetwork implements SyncCalls {
    private final VirtualTurns turns;
    private final Map<NodeId, ScriptedTarget> targets;
    private final Supplier<Duration> way;
    final Set<NodeId> requestsLost = new HashSet<>();
    final Set<NodeId> answersLost = new HashSet<>();
    final Set<NodeId> detourLost = new HashSet<>();
    final Set<NodeId> silentGateways = new HashSet<>();
    private final Map<NodeId, Duration> late = new HashMap<>();
    final List<SyncRequest> detoured = new ArrayList<>();

    /**
     * @param way how long each message takes
     */
    ScriptedNetwork(VirtualTurns turns, Map<NodeId, ScriptedTarget> targets, Supplier<Duration> way) {
        this.turns = turns;
        this.targets = targets;
        this.way = way;
    }

    private ScriptedTarget at(String nodeUrl) {
        return targets.get(new NodeId(nodeUrl.substring("http://node-".length())));
    }

    /** Nothing goes either way, and no gateway reaches it. */
    void cut(NodeId target) {
        requestsLost.add(target);
        detourLost.add(target);
    }

    void mend(NodeId target) {
        requestsLost.remove(target);
        answersLost.remove(target);
        detourLost.remove(target);
    }

    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        ScriptedTarget target = at(nodeUrl);
        return exchange(target, request, within, requestsLost.contains(target.id));
    }

    @Override
    public CompletableFuture<SyncAnswer> reach(
            String gatewayUrl, String nodeUrl, SyncRequest request, Duration within) {
        ScriptedTarget target = at(nodeUrl);
        detoured.add(request);
        return exchange(target, request, within, detourLost.contains(target.id));
    }

    /** The next request to that target is kept back and delivered so much later. */
    void delay(NodeId target, Duration by) {
        late.put(target, by);
    }

    private CompletableFuture<SyncAnswer> exchange(
            ScriptedTarget target, SyncRequest request, Duration within, boolean lost) {
        CompletableFuture<SyncAnswer> result = new CompletableFuture<>();
        turns.after(within, () -> result.completeExceptionally(new TimeoutException("test")));
        Duration by = late.remove(target.id);
        if (by != null) {
            turns.after(by, () -> target.sync(request));
        }
        if (!lost && by == null) {
            turns.after(way.get(), () -> {
                SyncAnswer answer = target.sync(request);
                if (answer != null && !answersLost.contains(target.id)) {
                    turns.after(way.get(), () -> result.complete(answer));
                }
            });
        }
        return result;
    }

    @Override
    public CompletableFuture<Void> alive(Node gateway, Duration within) {
        return silentGateways.contains(gateway.id())
                ? CompletableFuture.failedFuture(new TimeoutException("test"))
                : CompletableFuture.completedFuture(null);
    }
}
