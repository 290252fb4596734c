package infocenter.gateway;

import infocenter.gateway.door.PublicRoutes;
import infocenter.member.Keeper;
import infocenter.member.MemberStatus;
import infocenter.member.RaftMember;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What a gateway measures: the JVM, requests by route template, its Raft peer. Any thread. */
final class GatewayMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<RouteKey, Timer> requests = new ConcurrentHashMap<>();

    GatewayMeters() {
        registry.config().meterFilter(buckets());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Only closed sets: as many as routes, methods and classes of status. */
    private record RouteKey(String method, String route, int hundreds) {}

    MeterRegistry registry() {
        return registry;
    }

    String scraped() {
        return registry.scrape();
    }

    /** First handler of the public router: times each request, by its route's template. */
    void time(RoutingContext context) {
        long begun = System.nanoTime();
        context.addEndHandler(ended -> requests.computeIfAbsent(
                        new RouteKey(
                                context.request().method().name(),
                                template(context),
                                context.response().getStatusCode() / 100),
                        this::timer)
                .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
        context.next();
    }

    private static String template(RoutingContext context) {
        String given = context.get(PublicRoutes.TEMPLATE);
        if (given != null) {
            return given;
        }
        Route route = context.currentRoute();
        String path = route == null ? null : route.getPath();
        return path == null ? "none" : path;
    }

    private Timer timer(RouteKey key) {
        return Timer.builder("xic_http_requests")
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", key.hundreds() + "xx")
                .description("requests at the public door")
                .register(registry);
    }

    /** Gauges of the own Raft peer. */
    void watch(RaftMember member) {
        gauge(
                "xic_raft_leader",
                "1 when this member leads and is ready",
                member,
                status -> status.leaderReady() ? 1 : 0);
        gauge("xic_raft_term", "current term", member, MemberStatus::term);
        gauge("xic_raft_committed_index", "highest log index known committed", member, MemberStatus::committed);
        gauge("xic_raft_applied_index", "highest log index applied", member, MemberStatus::applied);
        gauge("xic_raft_snapshot_index", "log index of the newest snapshot", member, MemberStatus::snapshot);
        gauge(
                "xic_raft_voters",
                "members of the group in its log",
                member,
                status -> status.peers().size());
        gauge("xic_raft_pending_batches", "batches in the log's hands", member, MemberStatus::pending);
        gauge(
                "xic_raft_follower_lag_entries",
                "at the leader: entries that the slowest follower lacks",
                member,
                status -> status.lag().values().stream()
                        .mapToLong(lag -> lag)
                        .max()
                        .orElse(0));
    }

    /** What the keeper has done here. */
    void watch(Keeper keeper) {
        FunctionCounter.builder("xic_keeper_changes", keeper, Keeper::changes)
                .tag("outcome", "done")
                .description("changes of the group that this gateway asked for while it led")
                .register(registry);
        FunctionCounter.builder("xic_keeper_changes", keeper, Keeper::failures)
                .tag("outcome", "failed")
                .description("changes of the group that this gateway asked for while it led")
                .register(registry);
        Gauge.builder("xic_ic_waiting_for_spare", keeper, one -> one.status().waitingSeats())
                .description("seats of the Information Center that wait for a gateway; told by the leader")
                .register(registry);
    }

    private void gauge(String name, String help, RaftMember member, ToDoubleFunction<MemberStatus> value) {
        Gauge.builder(name, member, peer -> value.applyAsDouble(peer.status()))
                .description(help)
                .register(registry);
    }

    /** Buckets for latencies, so that percentiles can be had over all gateways together. */
    private static MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().startsWith("xic_") && id.getType() == Meter.Type.TIMER
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(1e6, 2e6, 5e6, 1e7, 2.5e7, 5e7, 1e8, 2.5e8, 5e8, 1e9, 5e9)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
