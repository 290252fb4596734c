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

/** The ways between leader, gateways and targets; each can be cut. */
final class ScriptedNetwork implements SyncCalls {
    private static final Duration WAY = Duration.ofMillis(2);

    private final VirtualTurns turns;
    private final Map<String, ScriptedTarget> targets = new HashMap<>();
    final Set<NodeId> requestsLost = new HashSet<>();
    final Set<NodeId> answersLost = new HashSet<>();
    final Set<NodeId> detourLost = new HashSet<>();
    final Set<NodeId> silentGateways = new HashSet<>();
    final List<SyncRequest> detoured = new ArrayList<>();

    ScriptedNetwork(VirtualTurns turns) {
        this.turns = turns;
    }

    void add(ScriptedTarget target) {
        targets.put("http://node-" + target.id, target);
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
        ScriptedTarget target = targets.get(nodeUrl);
        return exchange(target, request, within, requestsLost.contains(target.id));
    }

    @Override
    public CompletableFuture<SyncAnswer> reach(
            String gatewayUrl, String nodeUrl, SyncRequest request, Duration within) {
        ScriptedTarget target = targets.get(nodeUrl);
        detoured.add(request);
        return exchange(target, request, within, detourLost.contains(target.id));
    }

    private CompletableFuture<SyncAnswer> exchange(
            ScriptedTarget target, SyncRequest request, Duration within, boolean lost) {
        CompletableFuture<SyncAnswer> result = new CompletableFuture<>();
        turns.after(within, () -> result.completeExceptionally(new TimeoutException("test")));
        if (!lost) {
            turns.after(WAY, () -> {
                SyncAnswer answer = target.sync(request);
                if (answer != null && !answersLost.contains(target.id)) {
                    turns.after(WAY, () -> result.complete(answer));
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
