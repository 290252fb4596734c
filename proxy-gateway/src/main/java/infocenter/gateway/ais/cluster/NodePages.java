package infocenter.gateway.ais.cluster;

import infocenter.core.cluster.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Gets pages of other nodes' public doors. Any event loop. */
final class NodePages {
    private static final long WITHIN_MILLIS = 5_000;

    private final HttpClient client;

    NodePages(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(1_000)
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true));
    }

    /** One page; fails when the node does not answer 200 in time. */
    Future<Buffer> get(Node node, String uri) {
        URI door = URI.create(node.addresses().publicUrl());
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(door.getHost())
                        .setPort(door.getPort())
                        .setURI(uri)
                        .setTimeout(WITHIN_MILLIS)
                        .setIdleTimeout(WITHIN_MILLIS))
                // In one step: a body that comes before somebody asks for it is lost.
                .compose(request -> request.send()
                        .compose(answer -> answer.body()
                                .compose(body -> answer.statusCode() == 200
                                        ? Future.succeededFuture(body)
                                        : Future.failedFuture("status " + answer.statusCode()))));
    }
}
