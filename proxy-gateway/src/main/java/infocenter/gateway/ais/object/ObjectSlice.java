package infocenter.gateway.ais.object;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisRoutes;
import infocenter.gateway.ais.AisSlice;
import infocenter.gateway.ais.bucket.LivingBuckets;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PercentCoding;
import infocenter.gateway.map.ClusterMapView;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects live at targets: the answer says where. The name is decoded once, checked, and encoded again, so that gateway and target mean
 * the same.
 */
public final class ObjectSlice implements AisSlice {
    private static final String OBJECTS = "/v1/objects/{bucket}";
    private static final String OBJECT = OBJECTS + "/{object...}";

    /** Parameters that only a gateway says: who, when, which bucket of that name, by which placement. */
    private static final List<String> OURS = List.of("pid", "utm", "bid", "vpams");

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Clock clock;

    /** With the clock that dates redirects. */
    public ObjectSlice(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes) {
        LivingBuckets living = new LivingBuckets(useCases);
        routes.action(HttpMethod.POST, OBJECTS, "promote", Promotes::answer)
                .action(HttpMethod.POST, OBJECTS, "blob-download", Promotes::notRemote);
        for (HttpMethod method : METHODS) {
            routes.on(method, OBJECT, call -> drained(call, () -> redirect(call, useCases, living)));
        }
    }

    /**
     * Goes on when the body was read to its end and dropped, since clients send it before they look at the answer, and take a broken
     * connection for a failure. One who waits to be asked for the body is not.
     */
    private static void drained(AisCall call, Runnable then) {
        HttpServerRequest request = call.request();
        boolean none = request.isEnded()
                || request.getHeader("transfer-encoding") == null
                        && (request.getHeader("content-length") == null
                                || "0".equals(request.getHeader("content-length")));
        if (none || request.getHeader("expect") != null) {
            then.run();
            return;
        }
        request.handler(dropped -> {});
        request.endHandler(end -> call.attempt(then));
    }

    private void redirect(AisCall call, GatewayUseCases useCases, LivingBuckets living) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        ObjectName object = object(call.name("object"));
        living.mapped(call, name, bucket -> redirect(call, useCases, bucket, object));
    }

    private void redirect(AisCall call, GatewayUseCases useCases, Bucket bucket, ObjectName object) {
        ClusterMapView view = useCases.maps().view();
        Node home = view.home(bucket.name(), object);
        if (home == null) {
            throw new AisRefusal(new AisError(503, "", "no target keeps objects yet"));
        }
        if (!home.up()) {
            throw new AisRefusal(new AisError(503, "", "target " + home.id() + " keeps this object and is down"));
        }
        boolean reads = call.request().method().equals(HttpMethod.GET);
        String others = others(call.request().query());
        String location = home.addresses().publicUrl() + "/v1/objects/"
                + PercentCoding.encode(bucket.name().name()) + "/" + PercentCoding.encode(object.value()) + "?" + others
                + (others.isEmpty() ? "" : "&") + "pid=" + useCases.settings().id() + "&utm="
                + Long.toString(clock.millis() * 1_000_000, Character.MAX_RADIX) + "&bid=" + bucket.id() + "&vpams="
                + view.placementVersion();
        HttpServerResponse response = call.response()
                .setStatusCode(reads ? 301 : 307)
                .putHeader("Location", location)
                .putHeader("Content-Length", "0");
        if (call.request().getHeader("expect") == null) {
            response.end();
            return;
        }
        // Its body was never asked for, so what comes next on this connection is anybody's guess.
        response.putHeader("Connection", "close")
                .end()
                .onComplete(sent -> call.request().connection().close());
    }

    private static ObjectName object(String encoded) {
        try {
            return new ObjectName(PercentCoding.decode("object", encoded));
        } catch (IllegalArgumentException bad) {
            throw AisRefusal.bad("invalid object name: " + bad.getMessage());
        }
    }

    /** The client's own query, without what only a gateway says. */
    private static String others(@Nullable String query) {
        List<String> kept = new ArrayList<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty() && !OURS.contains(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.add(pair);
            }
        }
        return String.join("&", kept);
    }
}
