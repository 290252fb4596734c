package infocenter.gateway.node;

import infocenter.client.PeerCalls;
import infocenter.core.command.Command;
import infocenter.core.xaction.BlobAddress;
import infocenter.node.ChallengeAnswer;
import infocenter.node.ChallengeRequest;
import infocenter.node.ClusterMap;
import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.JoinSecret;
import infocenter.node.MapRequest;
import infocenter.node.NodePaths;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import infocenter.wire.Codec;
import infocenter.wire.NodeCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls other nodes over HTTP. Any thread; futures complete on an event loop.
 *
 * <p>Two pools of connections and two event loops: what reads and commits wait for never queues behind orders and pages to a
 * target that is slow.
 */
public final class HttpNodeCalls implements PeerCalls, TargetCalls, GatewayCalls {
    private final NodeHttp peers;
    private final NodeHttp targets;
    private final Consumer<String> onLeader;
    private final JoinProofs proofs;

    /** For one process of a cluster without a secret. */
    public HttpNodeCalls(Vertx vertx, Context peerLoop, Context targetLoop, Consumer<String> onLeader) {
        this(vertx, peerLoop, targetLoop, onLeader, null);
    }

    /**
     * For one process.
     *
     * @param peerLoop event loop of calls to gateways
     * @param targetLoop event loop of calls to targets
     * @param onLeader told the leader's node door whenever a gateway's answer names it
     * @param secret that joins are proven with; null for none
     */
    public HttpNodeCalls(
            Vertx vertx, Context peerLoop, Context targetLoop, Consumer<String> onLeader, @Nullable JoinSecret secret) {
        this.peers = new NodeHttp(vertx, peerLoop);
        this.targets = new NodeHttp(vertx, targetLoop);
        this.onLeader = onLeader;
        this.proofs = new JoinProofs(secret, this::challenge);
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
        Command.JoinNode join = request.batch().session() == 0 ? request.join() : null;
        if (join == null) {
            return log(nodeUrl, request, within);
        }
        return proofs.of(nodeUrl, join, within)
                .thenCompose(proof -> log(
                        nodeUrl,
                        new SubmitRequest(
                                request.clusterId(), request.batch(), request.withinMillis(), request.epoch(), proof),
                        within));
    }

    private CompletableFuture<SubmitAnswer> log(String nodeUrl, SubmitRequest request, Duration within) {
        return ask(
                peers, nodeUrl, NodePaths.SUBMIT, NodeCodec.SUBMIT_REQUEST, request, NodeCodec.SUBMIT_ANSWER, within);
    }

    @Override
    public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
        return ask(peers, nodeUrl, NodePaths.TERM, NodeCodec.TERM_REQUEST, request, NodeCodec.TERM_ANSWER, within);
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within) {
        return ask(
                peers,
                nodeUrl,
                NodePaths.READ_INDEX,
                NodeCodec.READ_INDEX_REQUEST,
                request,
                NodeCodec.READ_INDEX_ANSWER,
                within);
    }

    @Override
    public CompletableFuture<JoinAnswer> join(String nodeUrl, JoinRequest request, Duration within) {
        return proofs.of(nodeUrl, request.join(), within)
                .thenCompose(proof -> ask(
                        peers,
                        nodeUrl,
                        NodePaths.JOIN,
                        NodeCodec.JOIN_REQUEST,
                        new JoinRequest(request.join(), request.forwarded(), proof),
                        NodeCodec.JOIN_ANSWER,
                        within));
    }

    private CompletableFuture<ChallengeAnswer> challenge(String nodeUrl, ChallengeRequest request, Duration within) {
        return ask(
                peers,
                nodeUrl,
                NodePaths.CHALLENGE,
                NodeCodec.CHALLENGE_REQUEST,
                request,
                NodeCodec.CHALLENGE_ANSWER,
                within);
    }

    @Override
    public CompletableFuture<WhoAnswer> who(String nodeUrl, WhoRequest request, Duration within) {
        return ask(peers, nodeUrl, NodePaths.WHO, NodeCodec.WHO_REQUEST, request, NodeCodec.WHO_ANSWER, within);
    }

    @Override
    public CompletableFuture<ClusterMap> map(String nodeUrl, MapRequest request, Duration within) {
        return peers.post(
                nodeUrl,
                NodePaths.MAP,
                NodeCodec.MAP_REQUEST.encode(request),
                NodeCodec.CLUSTER_MAP::decode,
                within,
                head -> {
                    String leader = head.getHeader(NodeDoor.LEADER_HEADER);
                    if (leader != null) {
                        onLeader.accept(leader);
                    }
                });
    }

    @Override
    public CompletableFuture<ReachAnswer> reach(String nodeUrl, ReachRequest request, Duration within) {
        return ask(peers, nodeUrl, NodePaths.REACH, NodeCodec.REACH_REQUEST, request, NodeCodec.REACH_ANSWER, within);
    }

    @Override
    public CompletableFuture<SyncAnswer> sync(String nodeUrl, SyncRequest request, Duration within) {
        return ask(targets, nodeUrl, NodePaths.SYNC, NodeCodec.SYNC_REQUEST, request, NodeCodec.SYNC_ANSWER, within);
    }

    /** A sync for another gateway, passed on as it came. */
    public CompletableFuture<byte[]> passOn(String nodeUrl, byte[] sync, Duration within) {
        return targets.post(nodeUrl, NodePaths.SYNC, sync, answer -> answer, within);
    }

    @Override
    public CompletableFuture<OrderAnswer> order(String nodeUrl, OrderRequest request, Duration within) {
        return ask(targets, nodeUrl, NodePaths.ORDER, NodeCodec.ORDER_REQUEST, request, NodeCodec.ORDER_ANSWER, within);
    }

    @Override
    public CompletableFuture<Void> keep(String nodeUrl, BlobAddress address, byte[] arguments, Duration within) {
        return targets.put(nodeUrl, NodePaths.ARGUMENTS + address, arguments, within);
    }

    @Override
    public CompletableFuture<Page> page(String nodeUrl, PageRequest request, Duration within) {
        return ask(targets, nodeUrl, NodePaths.PAGE, NodeCodec.PAGE_REQUEST, request, NodeCodec.PAGE, within);
    }

    @Override
    public CompletableFuture<ErrorsAnswer> errors(String nodeUrl, ErrorsRequest request, Duration within) {
        return ask(
                targets, nodeUrl, NodePaths.ERRORS, NodeCodec.ERRORS_REQUEST, request, NodeCodec.ERRORS_ANSWER, within);
    }

    private static <Q, A> CompletableFuture<A> ask(
            NodeHttp http,
            String nodeUrl,
            String path,
            Codec<Q> asking,
            Q request,
            Codec<A> answering,
            Duration within) {
        return http.post(nodeUrl, path, asking.encode(request), answering::decode, within);
    }

    /** Ends all connections; calls under way fail. */
    public Future<Void> close() {
        return Future.join(peers.close(), targets.close()).mapEmpty();
    }
}
