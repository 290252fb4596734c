package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.core.cluster.Identity;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.watch.EventFeed;
import infocenter.gateway.watch.EventFilter;
import infocenter.gateway.watch.FollowTable;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Events as they happen, as a stream of server-sent events. */
final class WatchRoutes {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Vertx vertx;
    private final GatewayUseCases useCases;
    private final FollowTable follow;
    private final RestLimits limits;
    private final AtomicInteger watchers = new AtomicInteger();

    WatchRoutes(Vertx vertx, GatewayUseCases useCases, FollowTable follow, RestLimits limits) {
        this.vertx = vertx;
        this.useCases = useCases;
        this.follow = follow;
        this.limits = limits;
        Gauge.builder("xic_watchers", watchers, AtomicInteger::get)
                .description("streams of events")
                .register(useCases.meters());
    }

    void bind(Bindings bindings) {
        bindings.member("watch", this::watch);
    }

    private void watch(Call call) {
        EventFilter filter = new EventFilter(
                call.query().parsed("id", XactionId::new),
                call.query().text("kind"),
                call.query().parsed("bucket", BucketText::parse),
                call.query().text("type"));
        call.when(useCases.table().now(), moment -> {
            Identity identity = moment.information().identity();
            long epoch = identity == null ? 0 : identity.epoch();
            EventFeed feed = new EventFeed(filter, place(call, moment, epoch));
            if (watchers.incrementAndGet() > limits.watchersMax()) {
                watchers.decrementAndGet();
                throw new IcFailure.Overloaded("streams at this gateway: " + limits.watchersMax());
            }
            begin(call, moment, new EventStream(useCases.table(), feed, epoch));
        });
    }

    /** A browser that comes back repeats its first query and says in the header where it really was. */
    private static long place(Call call, Moment moment, long epoch) {
        @Nullable String last = call.header(LAST_EVENT_ID);
        if (last != null && !last.isEmpty()) {
            return EventId.place(LAST_EVENT_ID, last, epoch);
        }
        String after = call.query().text("after");
        return after == null ? moment.information().sequence() : EventId.place("after", after, epoch);
    }

    private void begin(Call call, Moment moment, EventStream stream) {
        call.stamp(moment.term(), moment.index());
        MultiMap headers = call.response().setChunked(true).headers();
        headers.set("Content-Type", "text/event-stream");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Accel-Buffering", "no");
        if (call.request().method().equals(HttpMethod.HEAD)) {
            watchers.decrementAndGet();
            call.response().end();
            return;
        }
        AtomicBoolean awake = new AtomicBoolean();
        Outflow[] flow = new Outflow[1];
        Runnable wake = () -> {
            if (awake.compareAndSet(false, true)) {
                call.context().runOnContext(turn -> {
                    awake.set(false);
                    flow[0].flow();
                });
            }
        };
        long alive = vertx.setPeriodic(limits.commentEvery().toMillis(), tick -> {
            stream.sayAlive();
            wake.run();
        });
        flow[0] = new Outflow(vertx, call, limits.stalledAfter(), stream, () -> {
            vertx.cancelTimer(alive);
            follow.unwatch(wake);
            watchers.decrementAndGet();
            call.request().connection().shutdownHandler(null);
        });
        call.request().connection().shutdownHandler(stopping -> {
            stream.stop();
            wake.run();
        });
        follow.watch(wake);
        flow[0].flow();
    }
}
