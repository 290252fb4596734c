package infocenter.target.report;

import infocenter.node.NodePaths;
import infocenter.wire.Codec;
import infocenter.wire.WireException;
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
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Posts records to node doors of gateways. Any thread; every call ends within its time, well or with an {@link IOException}. */
public final class GatewayCalls {
    /** Connections to one gateway. */
    private static final int CONNECTIONS_MAX = 4;

    private static final int CONNECT_MILLIS = 2_000;

    /** Characters of a refusal that are told on. */
    private static final int REFUSAL_CHARS_MAX = 300;

    private final HttpClient client;

    public GatewayCalls(Vertx vertx) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setTcpNoDelay(true)
                        .setKeepAliveTimeout(30),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    /** One call. */
    public <Q, A> Future<A> post(
            String nodeUrl, String path, Codec<Q> asking, Q request, Codec<A> answering, Duration within) {
        URI door;
        try {
            door = URI.create(nodeUrl);
        } catch (IllegalArgumentException wrong) {
            return Future.failedFuture(new IOException("no URL: " + nodeUrl, wrong));
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(door.getHost())
                .setPort(door.getPort())
                .setURI(path)
                .setTimeout(within.toMillis())
                .putHeader(HttpHeaders.CONTENT_TYPE, NodePaths.CONTENT_TYPE);
        return connect(options)
                // In one step: a body that comes before somebody asks for it is lost.
                .compose(call -> call.send(Buffer.buffer(asking.encode(request)))
                        .compose(response ->
                                response.body().map(body -> read(nodeUrl + path, response, body, answering))))
                .timeout(within.toMillis() + CONNECT_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /** A client that was closed meanwhile throws; to callers that is a failure like any other. */
    private Future<HttpClientRequest> connect(RequestOptions options) {
        try {
            return client.request(options);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(new IOException("this target stops", closed));
        }
    }

    public Future<Void> close() {
        return client.close();
    }

    private static <A> A read(String url, HttpClientResponse response, Buffer body, Codec<A> answering) {
        if (response.statusCode() != 200) {
            String said = body.toString();
            throw new Refusal(url + " answered " + response.statusCode() + ": "
                    + said.substring(0, Math.min(said.length(), REFUSAL_CHARS_MAX)));
        }
        try {
            return answering.decode(body.getBytes());
        } catch (WireException senseless) {
            throw new Refusal(url + " answered what cannot be read: " + senseless.getMessage());
        }
    }

    /** An answer that is none; becomes the failure of the future. */
    private static final class Refusal extends RuntimeException {
        Refusal(String message) {
            super(message, null, false, false);
        }
    }
}
