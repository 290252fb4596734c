package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.node.NodePaths;
import infocenter.node.TransferHeaders;
import infocenter.target.store.ObjectVersion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks other targets for what they have of a name, by their doors for transfers. On the request's event loop. */
final class FormerHomes {
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int ANSWER_MILLIS_MAX = 5_000;
    private static final int CONNECTIONS_MAX = 64;
    private static final int WAITING_MAX = 1_024;

    private final HttpClient client;
    private final Authority authority;

    FormerHomes(Vertx vertx, Authority authority) {
        HttpClientOptions options = new HttpClientOptions();
        options.setConnectTimeout(CONNECT_MILLIS_MAX);
        options.setReadIdleTimeout(DoorLimits.IDLE_SECONDS_MAX);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpNoDelay(true);
        PoolOptions pool = new PoolOptions();
        pool.setHttp1MaxSize(CONNECTIONS_MAX);
        pool.setMaxWaitQueueSize(WAITING_MAX);
        this.client = vertx.createHttpClient(options, pool);
        this.authority = authority;
    }

    /**
     * What a target has.
     *
     * @param deleted true for a tombstone
     */
    record Has(Node at, ObjectVersion version, boolean deleted) {}

    /** What that target itself has of the name; fails with a refusal that names it when it cannot be asked. */
    Future<Optional<Has>> ask(Node node, long bucketId, ObjectName name) {
        if (!node.up()) {
            return Future.failedFuture(away(node, "is " + node.state().shown()));
        }
        return send(HttpMethod.HEAD, node, bucketId, name, "")
                .map(response -> {
                    String version = response.getHeader(TransferHeaders.OBJECT_VERSION);
                    if (response.statusCode() != 200 && response.statusCode() != 404) {
                        throw away(node, "answers " + response.statusCode());
                    }
                    return version == null
                            ? Optional.<Has>empty()
                            : Optional.of(new Has(node, ObjectVersion.parse(version), response.statusCode() == 404));
                })
                .recover(failed -> Future.failedFuture(named(node, failed)));
    }

    /**
     * The object as that target has it, its body paused.
     *
     * @param range as the client asked, empty for all
     */
    Future<HttpClientResponse> open(HttpMethod method, Node node, long bucketId, ObjectName name, String range) {
        return send(method, node, bucketId, name, range)
                .map(response -> {
                    response.pause();
                    return response;
                })
                .recover(failed -> Future.failedFuture(named(node, failed)));
    }

    private Future<HttpClientResponse> send(
            HttpMethod method, Node node, long bucketId, ObjectName name, String range) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(node.addresses().nodeUrl() + NodePaths.OBJECTS + bucketId + "/"
                        + PercentText.encode(name.value()))
                .setTimeout(ANSWER_MILLIS_MAX)
                .putHeader(
                        TransferHeaders.MAP_VERSION,
                        Long.toString(authority.view().placementVersion()));
        if (!range.isEmpty()) {
            options.putHeader("Range", range);
        }
        return client.request(options).compose(HttpClientRequest::send);
    }

    private static Throwable named(Node node, Throwable failed) {
        return failed instanceof Problem.Refused ? failed : away(node, "cannot be asked: " + failed.getMessage());
    }

    private static Problem.Refused away(Node node, String why) {
        return Problem.later(
                        "former-home-away",
                        "target " + node.id() + " may have this object since before the last change of placement, and "
                                + why)
                .refused();
    }
}
