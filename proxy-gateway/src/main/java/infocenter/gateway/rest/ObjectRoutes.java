package infocenter.gateway.rest;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PercentCoding;
import infocenter.gateway.map.ClusterMapView;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects live at targets: the answer says where. The name is decoded once, checked, and encoded again, so that gateway and target
 * mean the same. A body that the client sends all the same is dropped, so that it sees the answer instead of a broken connection.
 */
final class ObjectRoutes {
    static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);

    private static final List<String> OURS = List.of("bucketId", "mapVersion");

    private final GatewayUseCases useCases;

    ObjectRoutes(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void redirect(Call call) {
        HttpServerRequest request = call.request();
        String provider = value(request, "provider", "ais");
        String namespace = Query.namespace(value(request, "namespace", ""));
        BucketName name = Parsed.field("name", call.name("name"), text -> new BucketName(provider, namespace, text));
        ObjectName object =
                Parsed.field("object", PercentCoding.decode("object", call.name("object")), ObjectName::new);
        new LivingBucket(useCases.maps()).find(call, name, bucket -> redirect(call, bucket, object));
    }

    private void redirect(Call call, Bucket bucket, ObjectName object) {
        ClusterMapView view = useCases.maps().view();
        Node home = view.home(bucket.name(), object);
        if (home == null) {
            call.problem(
                    Problem.of(503, "no-target", "no target keeps objects yet").with("missing", "targets"));
            return;
        }
        if (!home.up()) {
            String id = home.id().value();
            call.problem(Problem.of(503, "target-down", "target " + id + " keeps this object and is down; ask again")
                    .with("missing", "targets")
                    .naming(List.of(id)));
            return;
        }
        String location = home.addresses().publicUrl() + RestDoor.ROOT + "/buckets/"
                + PercentCoding.encode(bucket.name().name()) + "/objects/" + PercentCoding.encode(object.value())
                + "?bucketId=" + bucket.id() + "&mapVersion=" + view.placementVersion()
                + others(call.request().query());
        HttpServerResponse response = call.response()
                .setStatusCode(307)
                .putHeader("Location", location)
                .putHeader("Content-Length", "0");
        if (call.header("Expect") == null) {
            response.end();
            return;
        }
        // Its body was never asked for, so what comes next on this connection is anybody's guess.
        response.putHeader("Connection", "close")
                .end()
                .onComplete(sent -> call.request().connection().close());
    }

    private static String value(HttpServerRequest request, String name, String otherwise) {
        String value = request.query() == null ? null : request.getParam(name);
        return value == null ? otherwise : value;
    }

    /** The client's own query, without what only the gateway says. */
    private static String others(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        List<String> kept = new ArrayList<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty() && !OURS.contains(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.add(pair);
            }
        }
        return kept.isEmpty() ? "" : "&" + String.join("&", kept);
    }
}
