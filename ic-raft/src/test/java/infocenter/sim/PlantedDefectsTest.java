package infocenter.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is able to fail: each planted defect is found within some seeds, by the promise that it breaks. */
class PlantedDefectsTest {
    private static final int SEEDS = 100;

    @ParameterizedTest
    @EnumSource(PlantedDefect.class)
    void isFound(PlantedDefect defect) {
        Simulation.Verdict verdict = defect.firstFound(SEEDS);

        assertThat(verdict.good())
                .as("not found by seeds 1 to %d of %s", SEEDS, defect.property())
                .isFalse();
        System.out.println(defect.told(verdict));
        assertThat(verdict.broken()).startsWith(defect.finds());
    }
}
