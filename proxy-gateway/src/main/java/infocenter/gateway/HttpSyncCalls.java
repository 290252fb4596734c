package infocenter.gateway;

import infocenter.core.cluster.Node;
import infocenter.gateway.node.HttpNodeCalls;
import infocenter.gateway.supervise.SyncCalls;
import infocenter.node.ReachRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.node.TermRequest;
import infocenter.wire.NodeCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The supervisor's questions over the node contract. Any thread; futures complete on an event loop. */
record HttpSyncCalls(HttpNodeCalls calls) implements SyncCalls {
    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        return calls.sync(nodeUrl, request, within);
    }

    @Override
    public CompletableFuture<SyncAnswer> reach(
            String gatewayUrl, String nodeUrl, SyncRequest request, Duration within) {
        return calls.reach(gatewayUrl, new ReachRequest(nodeUrl, NodeCodec.SYNC_REQUEST.encode(request)), within)
                .thenApply(answer -> {
                    if (!answer.reached()) {
                        throw new IllegalStateException(gatewayUrl + " does not reach " + nodeUrl);
                    }
                    return NodeCodec.SYNC_ANSWER.decode(answer.answer());
                });
    }

    /** A question that every gateway's process answers without its log: the term of a peer that is nowhere. */
    @Override
    public CompletableFuture<Void> alive(Node gateway, Duration within) {
        return calls.term(gateway.addresses().nodeUrl(), new TermRequest("", ""), within)
                .thenAccept(answer -> {});
    }
}
