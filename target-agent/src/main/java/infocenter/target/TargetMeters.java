package infocenter.target;

import infocenter.target.run.KeptArguments;
import infocenter.target.run.Lease;
import infocenter.target.run.RunListener;
import infocenter.target.run.Runs;
import infocenter.target.store.MountUsage;
import infocenter.target.store.ObjectStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a target measures besides its doors: JVM, runs by kind and outcome, store usage, lease. Any thread. */
final class TargetMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final JvmGcMetrics gc = new JvmGcMetrics();

    TargetMeters(MeterRegistry registry) {
        this.registry = registry;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    void watch(ObjectStore store) {
        List<MountUsage> mounts = store.usage();
        for (int i = 0; i < mounts.size(); i++) {
            mount(store, i, "xic.store.used", "bytes", MountUsage::usedBytes);
            mount(store, i, "xic.store.capacity", "bytes", MountUsage::capacityBytes);
            mount(store, i, "xic.store.objects", "objects", MountUsage::objects);
            mount(
                    store,
                    i,
                    "xic.store.failing",
                    "mounts",
                    mount -> mount.failing().isPresent() ? 1 : 0);
        }
    }

    void watch(Runs runs, Lease lease) {
        Gauge.builder("xic.runs.active", runs, Runs::size).register(registry);
        Gauge.builder("xic.lease.left", lease, it -> it.left().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .register(registry);
    }

    void watch(KeptArguments kept) {
        Gauge.builder("xic.arguments.kept", kept, KeptArguments::bytes)
                .baseUnit("bytes")
                .register(registry);
    }

    /** A run of that kind has begun. */
    void started(String kind) {
        registry.counter("xic.runs.started", "kind", kind).increment();
    }

    /** A run of that kind is over; see {@link RunListener}. */
    void ended(String kind, String outcome) {
        registry.counter("xic.runs.ended", "kind", kind, "outcome", outcome).increment();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private void mount(ObjectStore store, int at, String name, String unit, ToDoubleFunction<MountUsage> value) {
        Gauge.builder(name, store, it -> value.applyAsDouble(it.usage().get(at)))
                .tag("mount", Integer.toString(at))
                .baseUnit(unit)
                .register(registry);
    }
}
