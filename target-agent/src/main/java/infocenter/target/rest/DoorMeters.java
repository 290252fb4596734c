package infocenter.target.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** How long requests take, by route template, never by path. Any thread. */
final class DoorMeters {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    private final String door;

    DoorMeters(MeterRegistry registry, String door) {
        this.registry = registry;
        this.door = door;
    }

    /** Counts that request when it is answered. */
    void observe(HttpServerRequest request, String route) {
        long begin = System.nanoTime();
        request.response()
                .endHandler(end -> Timer.builder("xic.http.request")
                        .tag("door", door)
                        .tag("route", route)
                        .tag("method", method(request))
                        .tag("status", Integer.toString(request.response().getStatusCode()))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry)
                        .record(Duration.ofNanos(System.nanoTime() - begin)));
    }

    /** A closed set: clients can invent methods. */
    private static String method(HttpServerRequest request) {
        return switch (request.method().name()) {
            case "GET", "HEAD", "PUT", "POST", "DELETE" -> request.method().name();
            default -> "other";
        };
    }
}
