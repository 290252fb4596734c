package infocenter.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulation is able to fail: each planted defect is found within some seeds, by the promise that it breaks. */
class PlantedDefectsTest {
    private static final Logger LOG = LoggerFactory.getLogger(PlantedDefectsTest.class);
    private static final int SEEDS = 100;

    @ParameterizedTest
    @EnumSource(PlantedDefect.class)
    void isFound(PlantedDefect defect) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation.Verdict verdict = Simulation.run(defect.property(), seed, defect.pieces());
            if (!verdict.good()) {
                LOG.atInfo()
                        .addKeyValue("defect", defect)
                        .addKeyValue("seed", seed)
                        .addKeyValue("outcome", verdict.broken())
                        .log("planted defect found");
                assertThat(verdict.broken()).startsWith(defect.finds());
                return;
            }
        }
        assertThat(defect)
                .as("not found by seeds 1 to %d of %s", SEEDS, defect.property())
                .isNull();
    }
}
