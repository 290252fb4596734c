package infocenter.gateway.node;

import infocenter.node.NodePaths;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Posts bytes to node doors over kept-alive connections and hands back bytes. Any thread may call; answers are decoded, and futures
 * complete, on one event loop.
 */
final class NodeHttp {
    /** Connections to one node. */
    static final int CONNECTIONS_MAX = 32;
    /** Requests that wait for a connection to one node; more fail at once. */
    static final int WAITING_MAX = 1_024;
    /** Bytes of an answer. */
    static final long ANSWER_BYTES_MAX = 64L * 1024 * 1024;

    private final Context context;
    private final HttpClient client;
    /** Parsed once each; as many as there were nodes. */
    private final Map<String, URI> doors = new ConcurrentHashMap<>();

    NodeHttp(Vertx vertx, Context context) {
        this.context = context;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(60)
                        .setConnectTimeout(2_000)
                        .setTcpNoDelay(true))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX))
                .build();
    }

    <A> CompletableFuture<A> post(
            String nodeUrl, String path, byte[] body, Function<byte[], A> decode, Duration within) {
        return post(nodeUrl, path, body, decode, within, response -> {});
    }

    /** Puts raw bytes there; complete when the answer is good. */
    CompletableFuture<Void> put(String nodeUrl, String path, byte[] body, Duration within) {
        return call(HttpMethod.PUT, nodeUrl, path, body, answer -> null, within, response -> {});
    }

    /**
     * One call.
     *
     * @param onHead sees the head of a good answer
     */
    <A> CompletableFuture<A> post(
            String nodeUrl,
            String path,
            byte[] body,
            Function<byte[], A> decode,
            Duration within,
            Consumer<HttpClientResponse> onHead) {
        return call(HttpMethod.POST, nodeUrl, path, body, decode, within, onHead);
    }

    private <A> CompletableFuture<A> call(
            HttpMethod method,
            String nodeUrl,
            String path,
            byte[] body,
            Function<byte[], A> decode,
            Duration within,
            Consumer<HttpClientResponse> onHead) {
        CompletableFuture<A> result = new CompletableFuture<>();
        Runnable send = () -> send(method, nodeUrl, path, body, within)
                .compose(response -> answer(nodeUrl + path, response, onHead))
                .onComplete(done -> {
                    if (done.failed()) {
                        result.completeExceptionally(done.cause());
                        return;
                    }
                    try {
                        result.complete(decode.apply(done.result().getBytes()));
                    } catch (RuntimeException senseless) {
                        result.completeExceptionally(
                                new NodeCallFailed(nodeUrl + path, 200, String.valueOf(senseless.getMessage())));
                    }
                });
        if (Vertx.currentContext() == context) {
            send.run();
        } else {
            context.runOnContext(ignored -> send.run());
        }
        return result;
    }

    private Future<HttpClientResponse> send(
            HttpMethod method, String nodeUrl, String path, byte[] body, Duration within) {
        URI door;
        try {
            door = doors.computeIfAbsent(nodeUrl, URI::create);
        } catch (IllegalArgumentException wrong) {
            return Future.failedFuture(wrong);
        }
        return connect(new RequestOptions()
                        .setMethod(method)
                        .setHost(door.getHost())
                        .setPort(door.getPort())
                        .setURI(path)
                        .setTimeout(Math.max(1, within.toMillis()))
                        .putHeader(HttpHeaders.CONTENT_TYPE, NodePaths.CONTENT_TYPE))
                .compose(request -> request.send(Buffer.buffer(body)));
    }

    /** A client that was closed meanwhile throws; to callers that is a failure like any other. */
    private Future<HttpClientRequest> connect(RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    private static Future<Buffer> answer(String url, HttpClientResponse response, Consumer<HttpClientResponse> onHead) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > ANSWER_BYTES_MAX) {
            response.request().reset();
            return Future.failedFuture(
                    new NodeCallFailed(url, response.statusCode(), "answer of " + length + " bytes"));
        }
        if (response.statusCode() != 200) {
            return response.body()
                    .compose(text ->
                            Future.failedFuture(new NodeCallFailed(url, response.statusCode(), text.toString())));
        }
        onHead.accept(response);
        return response.body();
    }

    Future<Void> close() {
        return client.close();
    }
}
