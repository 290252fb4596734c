package infocenter.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<FaultKind> ALL = Arrays.asList(FaultKind.values());

    @Test
    void theSameSeedMakesTheSamePlan() {
        Plan plan = Plan.of(77, Duration.ofMinutes(10), ALL);

        assertThat(Plan.of(77, Duration.ofMinutes(10), ALL).lines()).isEqualTo(plan.lines());
        assertThat(Plan.of(78, Duration.ofMinutes(10), ALL).lines()).isNotEqualTo(plan.lines());
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        Plan plan = Plan.of(5, Duration.ofMinutes(9), ALL);

        List<FaultKind> kinds = plan.faults().stream().map(Plan.Fault::kind).toList();
        assertThat(kinds).hasSize(27);
        assertThat(kinds.subList(0, 12)).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(kinds.subList(12, 24)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void aFaultComesEveryTwentySecondsAndIsHealedBeforeTheNext() {
        Plan plan = Plan.of(1, Duration.ofMinutes(2), List.of(FaultKind.PAUSE, FaultKind.KILL));

        assertThat(plan.faults())
                .extracting(fault -> fault.at().toSeconds())
                .containsExactly(10L, 30L, 50L, 70L, 90L, 110L);
        assertThat(plan.faults()).allSatisfy(fault -> {
            assertThat(fault.lasts()).isBetween(Duration.ofSeconds(1), Plan.EVERY.minusSeconds(1));
            assertThat(fault.kind().whom()).contains(fault.whom());
        });
    }

    @Test
    void nothingIsPlannedWhenNothingIsPossible() {
        assertThat(Plan.of(1, Duration.ofMinutes(2), List.of()).faults()).isEmpty();
    }
}
