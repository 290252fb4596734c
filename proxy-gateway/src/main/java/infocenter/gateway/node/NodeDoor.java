package infocenter.gateway.node;

import infocenter.client.IcFailure;
import infocenter.node.NodePaths;
import infocenter.wire.Codec;
import infocenter.wire.NodeCodec;
import infocenter.wire.WireException;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers other nodes: 200 with an encoded record, 400 for bytes that make no sense, 413 for too many, 503 with a text while the
 * question cannot be answered. Each request lives on its connection's event loop.
 */
public final class NodeDoor implements Handler<HttpServerRequest> {
    /** On answers to {@code MAP}: node door of the leader as known here. */
    public static final String LEADER_HEADER = "X-IC-Leader";
    /** Bytes of one request: an entry of 1 MiB and what is around it; a sync passed on may be larger. */
    static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(NodeDoor.class);

    private final Vertx vertx;
    private final NodeAnswers answers;

    public NodeDoor(Vertx vertx, NodeAnswers answers) {
        this.vertx = vertx;
        this.answers = answers;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            refuse(request, 405, "only POST");
            return;
        }
        switch (request.path()) {
            case NodePaths.TERM ->
                answer(
                        request,
                        NodeCodec.TERM_REQUEST,
                        asked -> CompletableFuture.completedFuture(answers.term(asked)),
                        NodeCodec.TERM_ANSWER);
            case NodePaths.WHO ->
                answer(
                        request,
                        NodeCodec.WHO_REQUEST,
                        asked -> CompletableFuture.completedFuture(answers.who(asked)),
                        NodeCodec.WHO_ANSWER);
            case NodePaths.READ_INDEX ->
                answer(request, NodeCodec.READ_INDEX_REQUEST, answers::readIndex, NodeCodec.READ_INDEX_ANSWER);
            case NodePaths.SUBMIT ->
                answer(request, NodeCodec.SUBMIT_REQUEST, answers::submit, NodeCodec.SUBMIT_ANSWER);
            case NodePaths.REPORT ->
                answer(request, NodeCodec.REPORT_REQUEST, answers::report, NodeCodec.REPORT_ANSWER);
            case NodePaths.MAP -> {
                request.response().putHeader(LEADER_HEADER, answers.leaderUrl());
                answer(request, NodeCodec.MAP_REQUEST, answers::map, NodeCodec.CLUSTER_MAP);
            }
            case NodePaths.JOIN -> answer(request, NodeCodec.JOIN_REQUEST, answers::join, NodeCodec.JOIN_ANSWER);
            case NodePaths.CHALLENGE ->
                answer(request, NodeCodec.CHALLENGE_REQUEST, answers::challenge, NodeCodec.CHALLENGE_ANSWER);
            case NodePaths.REACH -> answer(request, NodeCodec.REACH_REQUEST, answers::reach, NodeCodec.REACH_ANSWER);
            default -> refuse(request, 404, "no such path");
        }
    }

    private <Q, A> void answer(
            HttpServerRequest request, Codec<Q> asking, Function<Q, CompletableFuture<A>> use, Codec<A> answering) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() > 9) {
            refuse(request, length == null ? 411 : 413, "content-length: at most " + BODY_BYTES_MAX);
            return;
        }
        if (Integer.parseInt(length) > BODY_BYTES_MAX) {
            refuse(request, 413, "content-length: at most " + BODY_BYTES_MAX);
            return;
        }
        Context context = vertx.getOrCreateContext();
        request.body().onSuccess(body -> {
            Q asked;
            try {
                asked = asking.decode(body.getBytes());
            } catch (WireException senseless) {
                refuse(request, 400, String.valueOf(senseless.getMessage()));
                return;
            }
            CompletableFuture<A> answer;
            try {
                answer = use.apply(asked);
            } catch (RuntimeException bug) {
                // Somebody waits for an answer, whatever it is.
                answer = CompletableFuture.failedFuture(bug);
            }
            CompletableFuture<A> answered = answer;
            if (answered.isDone()) {
                finish(request, answering, answered);
            } else {
                answered.whenComplete(
                        (done, failure) -> context.runOnContext(ignored -> finish(request, answering, answered)));
            }
        });
    }

    private static <A> void finish(HttpServerRequest request, Codec<A> answering, CompletableFuture<A> answer) {
        answer.whenComplete((done, failure) -> {
            if (failure == null) {
                request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, NodePaths.CONTENT_TYPE)
                        .end(Buffer.buffer(answering.encode(done)));
                return;
            }
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (!(cause instanceof IcFailure)) {
                LOG.atDebug().setCause(cause).log("no answer for another node");
            }
            refuse(request, 503, message(cause));
        });
    }

    private static String message(@Nullable Throwable cause) {
        return cause == null ? "" : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response().setStatusCode(status).end(why);
        }
    }
}
