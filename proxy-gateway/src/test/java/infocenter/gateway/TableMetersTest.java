package infocenter.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.command.Outcome;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class TableMetersTest {
    private final ScriptedGroup group = new ScriptedGroup(command -> new Outcome.Applied(1, ""));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TableMeters meters = new TableMeters(group, registry);

    @Test
    void eachEndIsCountedOnceAndHistoryIsNotCountedAgain() {
        table(1, "xaction.created");
        meters.applied();
        table(2, "xaction.finished");
        meters.applied();
        meters.applied();
        table(3, "node.down");
        meters.applied();
        assertThat(registry.counter("xic_xactions", "kind", "delete", "state", "finished")
                        .count())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .noneMatch(meter -> "created".equals(meter.getId().getTag("state")));
        assertThat(registry.get("xic_xactions_active").gauge().value()).isZero();
    }

    private void table(long sequence, String type) {
        Information before = group.table;
        TreePMap<Long, Event> events =
                before.events().plus(sequence, new Event(sequence, type, "x1", "delete", "", List.of(), "", 0));
        group.table = new Information(
                before.clocks(),
                sequence,
                before.identity(),
                before.cluster(),
                before.buckets(),
                before.xactions(),
                before.keys(),
                before.keysByExpiry(),
                before.sessions(),
                events);
    }
}
