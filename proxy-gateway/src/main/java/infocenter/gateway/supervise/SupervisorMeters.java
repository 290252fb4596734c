package infocenter.gateway.supervise;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.supervise.Due;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor is measured by; it is empty where this gateway does not lead. Written by the supervisor's thread, read by any.
 * Labels come from closed sets only.
 */
final class SupervisorMeters {
    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private final Map<NodeId, Integer> due = new ConcurrentHashMap<>();
    private final Set<NodeId> silent = ConcurrentHashMap.newKeySet();
    private volatile long leadingSinceNanos;
    private volatile boolean leading;

    SupervisorMeters(MeterRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
        Gauge.builder("xic_supervisor_leading", this, it -> it.leadingSeconds())
                .baseUnit("seconds")
                .description("time since this gateway became the ready leader, 0 where it is not")
                .register(registry);
        Gauge.builder(
                        "xic_supervisor_orders_due",
                        due,
                        it -> it.values().stream().mapToInt(Integer::intValue).sum())
                .description("orders that targets have yet to obey, at their last sync")
                .register(registry);
        Gauge.builder("xic_supervisor_targets_silent", silent, Set::size)
                .description("targets that did not answer their last sync")
                .register(registry);
    }

    void begin() {
        leadingSinceNanos = nanos.getAsLong();
        leading = true;
    }

    void end() {
        leading = false;
        due.clear();
        silent.clear();
    }

    /** An exchange with a target is over. */
    void synced(NodeId target, boolean answered, long tookNanos) {
        if (answered) {
            silent.remove(target);
        } else {
            silent.add(target);
        }
        Timer.builder("xic_supervisor_syncs")
                .tag("outcome", answered ? "answered" : "missed")
                .description("from sending a sync to its answer, or to giving it up")
                .register(registry)
                .record(tookNanos, TimeUnit.NANOSECONDS);
    }

    /** Orders due at a target when its next sync is made. */
    void due(NodeId target, List<Due> orders) {
        due.put(target, orders.size());
    }

    /** The target is none any more. */
    void forget(NodeId target) {
        due.remove(target);
        silent.remove(target);
    }

    /** What came of a command: mark-downs, restarts, aborts by start-by, progress, and the rest. */
    void command(Command command, @Nullable Outcome outcome) {
        registry.counter(
                        "xic_supervisor_commands",
                        "command",
                        hyphened(command.getClass().getSimpleName()),
                        "outcome",
                        outcome == null
                                ? "unknown"
                                : hyphened(outcome.getClass().getSimpleName()))
                .increment();
    }

    private double leadingSeconds() {
        return leading ? (nanos.getAsLong() - leadingSinceNanos) / 1e9 : 0;
    }

    private static String hyphened(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
