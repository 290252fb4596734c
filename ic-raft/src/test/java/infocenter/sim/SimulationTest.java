package infocenter.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each property under the storms of its seeds; one that fails is printed with the command that repeats it. */
class SimulationTest {
    private static final int SEEDS = 10;

    @ParameterizedTest
    @EnumSource(Property.class)
    void holdsUnderEveryStorm(Property property) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            holds(Simulation.run(property, seed));
        }
    }

    private static void holds(Simulation.Verdict verdict) {
        assertThat(verdict.good())
                .as(() -> verdict.broken() + "\n  " + String.join("\n  ", verdict.lines()) + "\nrepeat it: "
                        + verdict.again())
                .isTrue();
    }
}
