package infocenter.gateway.forward;

import infocenter.core.cluster.Node;
import infocenter.gateway.map.MapFollower;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Forwards over kept-alive connections, on the request's own event loop. */
public final class HttpForwardToMember implements ForwardToMember {
    /** Connections to one member; streams hold theirs. */
    static final int CONNECTIONS_MAX = 1_024;
    /** Requests that wait for a connection to one member; more go to the next. */
    static final int WAITING_MAX = 4_096;
    /** Body of a forwarded request; starts are not forwarded. */
    static final int BODY_BYTES_MAX = 1024 * 1024;

    /** Stands for an answer of a group whose epoch is over. */
    private static final int FORMER_EPOCH = 0;

    private final String self;
    private final BooleanSupplier tableHere;
    private final MapFollower maps;
    private final MemberOrder order;
    private final HttpClient client;
    private final Vertx vertx;
    private final EpochSign epoch;

    /** For one gateway without epochs. */
    HttpForwardToMember(Vertx vertx, String self, BooleanSupplier tableHere, MapFollower maps, LongSupplier nanos) {
        this(vertx, self, tableHere, maps, nanos, EpochSign.NONE);
    }

    /**
     * For one gateway.
     *
     * @param self its name, told to the member
     * @param tableHere whether it is a member
     * @param nanos monotonic clock
     * @param epoch told to members and heard from them
     */
    public HttpForwardToMember(
            Vertx vertx,
            String self,
            BooleanSupplier tableHere,
            MapFollower maps,
            LongSupplier nanos,
            EpochSign epoch) {
        this.epoch = epoch;
        this.vertx = vertx;
        this.self = self;
        this.tableHere = tableHere;
        this.maps = maps;
        this.order = new MemberOrder(nanos);
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(60)
                        .setConnectTimeout(1_000)
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(WAITING_MAX))
                .build();
    }

    @Override
    public boolean wanted(HttpServerRequest request) {
        return !tableHere.getAsBoolean() && request.getHeader(HOP_HEADER) == null;
    }

    @Override
    public void forward(HttpServerRequest request, String affinity, Duration answerWithin) {
        List<Node> members = order.of(maps.view(), affinity);
        body(request).onComplete(body -> {
            if (body.failed()) {
                Problems.answer(
                        request.response(), 413, "body-too-large", "body: at most " + BODY_BYTES_MAX + " bytes");
                return;
            }
            forward(request, body.result(), members, answerWithin, Problems::noMember);
        });
    }

    @Override
    public void forward(
            HttpServerRequest request, Buffer body, String affinity, Duration answerWithin, NoAnswer otherwise) {
        forward(request, body, order.of(maps.view(), affinity), answerWithin, otherwise);
    }

    private void forward(
            HttpServerRequest request, Buffer body, List<Node> members, Duration answerWithin, NoAnswer otherwise) {
        new ForwardedRequest(vertx, client, order, epoch, self, request, body, answerWithin, otherwise)
                .tryNext(members);
    }

    /** Small by limit, and kept, so that the next member can be asked with the same bytes. */
    private static Future<Buffer> body(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        boolean none = length == null && request.getHeader("transfer-encoding") == null;
        if (none || "0".equals(length)) {
            return Future.succeededFuture(Buffer.buffer());
        }
        if (length != null && (length.length() > 9 || Long.parseLong(length) > BODY_BYTES_MAX)) {
            return Future.failedFuture("too large");
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        return request.body()
                .compose(body -> body.length() > BODY_BYTES_MAX
                        ? Future.failedFuture("too large")
                        : Future.succeededFuture(body));
    }

    /** Ends idle connections; requests under way fail over to nobody. */
    public Future<Void> close() {
        return client.close();
    }

    /** Asks a member's health page, which proves it by a read; see {@link MemberPulse}. */
    CompletableFuture<Void> readiness(Node member, Duration within) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        URI door = order.door(member);
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(door.getHost())
                        .setPort(door.getPort())
                        .setURI("/health/ready")
                        .setTimeout(within.toMillis()))
                // In one step: a body that comes before somebody asks for it is lost.
                .compose(request -> {
                    epoch.put(request.headers());
                    return request.send()
                            .compose(answer -> answer.body()
                                    .map(epoch.hear(answer.headers()) ? answer.statusCode() : FORMER_EPOCH));
                })
                .onComplete(asked -> {
                    if (asked.succeeded() && asked.result() == 200) {
                        ready.complete(null);
                    } else {
                        ready.completeExceptionally(
                                asked.failed()
                                        ? asked.cause()
                                        : new IllegalStateException("not ready: " + asked.result()));
                    }
                });
        return ready;
    }

    /** For asking members on this gateway's own behalf. */
    HttpClient client() {
        return client;
    }

    EpochSign epoch() {
        return epoch;
    }

    MemberOrder order() {
        return order;
    }
}
