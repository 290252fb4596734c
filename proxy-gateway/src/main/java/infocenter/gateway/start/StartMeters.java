package infocenter.gateway.start;

import infocenter.core.xaction.Kinds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is counted and timed about starts. Labels come from closed sets only. */
final class StartMeters {
    private final MeterRegistry registry;
    private final Timer registered;
    private final Timer broadcast;

    StartMeters(MeterRegistry registry) {
        this.registry = registry;
        this.registered = Timer.builder("xic_command_latency")
                .tag("command", "register-xaction")
                .description("from asking the group to its outcome")
                .register(registry);
        this.broadcast = Timer.builder("xic_broadcast_latency")
                .description("from the committed entry to the last target's answer")
                .register(registry);
    }

    void registered(long nanos) {
        registered.record(nanos, TimeUnit.NANOSECONDS);
    }

    void broadcast(long nanos) {
        broadcast.record(nanos, TimeUnit.NANOSECONDS);
    }

    void answered(String kind, @Nullable StartAnswer answer, @Nullable Throwable failure) {
        String outcome = answer != null
                ? answer.getClass().getSimpleName()
                : failure == null ? "none" : failure.getClass().getSimpleName();
        registry.counter(
                        "xic_starts",
                        "kind",
                        Kinds.find(kind).isPresent() ? kind : "unknown",
                        "outcome",
                        outcome.toLowerCase(Locale.ROOT))
                .increment();
    }
}
