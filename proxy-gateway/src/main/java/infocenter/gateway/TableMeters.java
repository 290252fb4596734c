package infocenter.gateway;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/**
 * What a member counts of the table as entries are applied: xactions by kind and the state that they reached. Every member counts all
 * of them, so a sum over members counts each as often as there are members: take one, or the largest. Called on the client's thread.
 */
final class TableMeters {
    private static final String PREFIX = "xaction.";

    private final IcClient ic;
    private final MeterRegistry registry;
    /** Last event counted; -1 before the first look, which only remembers where counting begins. */
    private long counted = -1;

    TableMeters(IcClient ic, MeterRegistry registry) {
        this.ic = ic;
        this.registry = registry;
        gauge(
                "xic_xactions_active",
                "rows that are not over",
                table -> table.xactions().active().size());
        gauge(
                "xic_xactions_rows",
                "rows of the table",
                table -> table.xactions().rows().size());
        gauge(
                "xic_sessions",
                "open sessions of gateways",
                table -> table.sessions().size());
    }

    /** Counts what is new; after a gap, what is still held. */
    void applied() {
        try {
            Information table = ic.latest().information();
            if (counted < 0) {
                counted = table.sequence();
                return;
            }
            for (Event event : table.events().tailMap(counted, false).values()) {
                count(event);
            }
            counted = Math.max(counted, table.sequence());
        } catch (IcFailure noTable) {
            counted = -1;
        }
    }

    /** Kinds and states are closed sets. */
    private void count(Event event) {
        if (event.type().startsWith(PREFIX)) {
            registry.counter(
                            "xic_xactions",
                            "kind",
                            event.kind(),
                            "state",
                            event.type().substring(PREFIX.length()))
                    .increment();
        }
    }

    private void gauge(String name, String help, ToDoubleFunction<Information> value) {
        Gauge.builder(name, ic, group -> {
                    try {
                        return value.applyAsDouble(group.latest().information());
                    } catch (IcFailure noTable) {
                        return Double.NaN;
                    }
                })
                .description(help)
                .register(registry);
    }
}
