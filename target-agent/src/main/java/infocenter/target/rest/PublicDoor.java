package infocenter.target.rest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/**
 * The public door: objects, health and metrics. Paths are taken as they came; a router would decode and tidy them before anybody could
 * refuse what was tried. On event loops.
 */
final class PublicDoor implements Handler<HttpServerRequest> {
    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String METRICS = "/metrics";

    private final ObjectDoor objects;
    private final Doors.AnotherDoor another;
    private final Supplier<List<String>> notReady;
    private final PrometheusMeterRegistry registry;
    private final Disks disks;
    private final DoorMeters meters;

    /**
     * @param notReady what is missing; empty when ready
     */
    PublicDoor(
            ObjectDoor objects,
            Doors.AnotherDoor another,
            Supplier<List<String>> notReady,
            PrometheusMeterRegistry registry,
            Disks disks) {
        this.objects = objects;
        this.another = another;
        this.notReady = notReady;
        this.registry = registry;
        this.disks = disks;
        this.meters = new DoorMeters(registry, "public");
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            dispatch(request, request.path() == null ? "" : request.path());
        } catch (RuntimeException refused) {
            ErrorReplies.reply(request, refused);
        }
    }

    private void dispatch(HttpServerRequest request, String path) {
        if (path.startsWith(ObjectAddress.PREFIX)) {
            meters.observe(request, ObjectAddress.ROUTE);
            objects.handle(request, path);
            return;
        }
        if (path.startsWith(another.prefix())) {
            meters.observe(request, another.prefix() + "*");
            another.handle(request, path);
            return;
        }
        boolean known = path.equals(LIVE) || path.equals(READY) || path.equals(METRICS);
        meters.observe(request, known ? path : "other");
        if (!known) {
            throw Problem.of(404, "no-such-path", "a target serves " + ObjectAddress.ROUTE + ", health and metrics")
                    .refused();
        }
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw Problem.of(405, "method-not-allowed", path + " takes GET and HEAD")
                    .refused();
        }
        switch (path) {
            case LIVE -> health(request, List.of());
            case READY -> health(request, notReady.get());
            default -> metrics(request);
        }
    }

    private static void health(HttpServerRequest request, List<String> missing) {
        JsonObject json = new JsonObject().put("status", missing.isEmpty() ? "UP" : "DOWN");
        if (!missing.isEmpty()) {
            json.put("missing", new JsonArray(missing));
        }
        request.response()
                .setStatusCode(missing.isEmpty() ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(json.toBuffer());
    }

    private void metrics(HttpServerRequest request) {
        disks.call(registry::scrape)
                .onSuccess(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }
}
