package infocenter.gateway;

import infocenter.core.cluster.Node;
import infocenter.gateway.join.Epochs;
import infocenter.gateway.node.HttpNodeCalls;
import infocenter.gateway.supervise.SyncCalls;
import infocenter.node.ReachRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.wire.NodeCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The supervisor's questions over the node contract. Any thread; futures complete on an event loop. */
record HttpSyncCalls(HttpNodeCalls calls, Epochs epochs) implements SyncCalls {
    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        return calls.sync(nodeUrl, request, within).thenApply(this::heard);
    }

    @Override
    public CompletableFuture<SyncAnswer> reach(
            String gatewayUrl, String nodeUrl, SyncRequest request, Duration within) {
        return calls.reach(gatewayUrl, new ReachRequest(nodeUrl, NodeCodec.SYNC_REQUEST.encode(request)), within)
                .thenApply(answer -> {
                    if (!answer.reached()) {
                        throw new IllegalStateException(gatewayUrl + " does not reach " + nodeUrl);
                    }
                    return heard(NodeCodec.SYNC_ANSWER.decode(answer.answer()));
                });
    }

    /** A target that obeys the cluster of a higher epoch says so. */
    private SyncAnswer heard(SyncAnswer answer) {
        epochs.heard(answer.clusterId(), answer.epoch());
        return answer;
    }

    /** Another process at that address, for one with an empty disk, does not speak for the one that the table knows. */
    @Override
    public CompletableFuture<Void> alive(Node gateway, Duration within) {
        return calls.who(gateway.addresses().nodeUrl(), epochs.introduction(), within)
                .thenAccept(answer -> {
                    epochs.heard(answer.clusterId(), answer.epoch());
                    boolean same = answer.id().equals(gateway.id())
                            && answer.incarnation() == gateway.incarnation()
                            && !answer.clusterId().isEmpty();
                    if (!same) {
                        throw new IllegalStateException("not " + gateway.id() + " but " + answer);
                    }
                });
    }
}
