package infocenter.gateway;

import infocenter.client.IcClient;
import infocenter.gateway.forward.EpochSign;
import infocenter.gateway.map.MapFollower;
import infocenter.node.NodeRole.GaveUp;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Whether this process lives, and whether it can serve linearizable reads, itself or through a member. Any event loop. */
final class Health {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final IcClient ic;
    private final MapFollower maps;
    private final GatewayMeters meters;
    private final CompletableFuture<GaveUp> gaveUp;
    private final EpochSign epoch;
    private volatile boolean stopping;

    Health(IcClient ic, MapFollower maps, GatewayMeters meters, CompletableFuture<GaveUp> gaveUp, EpochSign epoch) {
        this.epoch = epoch;
        this.ic = ic;
        this.maps = maps;
        this.meters = meters;
        this.gaveUp = gaveUp;
    }

    void mount(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(meters::time);
        router.route().order(Integer.MIN_VALUE).handler(this::sayGoodBye);
        router.route().order(Integer.MIN_VALUE).handler(this::tellEpoch);
        router.get("/health/live").handler(context -> answer(context, 200, "live", ""));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics")
                .handler(context -> context.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scraped()));
    }

    /** From now on not ready: balancers look elsewhere, and every answer tells its client to come back on another connection. */
    void stop() {
        stopping = true;
    }

    /**
     * Else a client would send its next request on a connection that is just being closed, and not know what became of it. Said with
     * the answer: a request may have come before the stop.
     */
    private void sayGoodBye(RoutingContext context) {
        context.addHeadersEndHandler(head -> {
            if (stopping) {
                context.response().putHeader("connection", "close");
            }
        });
        context.next();
    }

    /**
     * To another gateway that passes something on, or asks whether this one is ready. What it says itself is not believed: at this door
     * anybody may say anything, and who believed a higher epoch would give up its place.
     */
    private void tellEpoch(RoutingContext context) {
        if (context.request().getHeader(EpochSign.HEADER) != null) {
            epoch.put(context.response().headers());
        }
        context.next();
    }

    private void ready(RoutingContext context) {
        GaveUp why = gaveUp.getNow(null);
        if (why != null) {
            answer(context, 503, why.end().shown(), why.message());
            return;
        }
        if (stopping) {
            answer(context, 503, "stopping", "");
            return;
        }
        if (maps.view().identity() == null && !ic.member()) {
            answer(context, 503, "not-initialized", "in no cluster yet");
            return;
        }
        Context back = context.vertx().getOrCreateContext();
        CompletableFuture<?> proof = ic.member() ? ic.read(WITHIN) : maps.newer();
        proof.whenComplete((answered, failure) -> back.runOnContext(here -> {
            if (failure == null) {
                answer(context, 200, "ready", ic.member() ? "member" : "by a member");
            } else {
                answer(context, 503, "no-reads", String.valueOf(failure.getMessage()));
            }
        }));
    }

    private static void answer(RoutingContext context, int status, String word, String detail) {
        if (status == 503) {
            context.response().putHeader("retry-after", "1");
        }
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(new JsonObject().put("status", word).put("detail", detail).encode());
    }
}
