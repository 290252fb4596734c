package infocenter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void aRatioIsToTheBareWriteWithAsManyInFlight() {
        results.add(measured(Results.BARE, 1, 500, 2));
        results.add(measured(Results.BARE, 32, 5_000, 6));
        Measured start = measured("start", 32, 1_000, 30);
        results.add(start);

        assertThat(results.json(start).getDouble("p50ToBare")).isEqualTo(5);
        assertThat(results.json(start).getDouble("rateToBare")).isEqualTo(0.2);
        assertThat(results.table()).hasSize(4).last().asString().contains("5.00, 0.200");
    }

    @Test
    void aMeasurementSurvivesItsLineOfJson() {
        Measured start = measured("start", 32, 1_000, 30);
        assertThat(Measured.from(start.json())).isEqualTo(start);
    }

    @Test
    void goalsAreJudgedByTheFiguresAndUnknownWithoutThem() {
        results.add(measured(Results.BARE, 1, 500, 2));
        results.add(measured("start", 1, 200, 5));
        results.add(measured("start", 32, 299, 30));

        assertThat(Goals.of(results, 5_000)).extracting(Goals.Goal::firstMet).startsWith(false, false, true);
        assertThat(Goals.of(results, 5_000).get(1).toString()).contains("unknown");
        assertThat(Goals.of(results, 5_000).get(0).toString()).contains("NOT MET");
    }

    private static Measured measured(String what, int clients, long count, double p50) {
        return new Measured(what, "leader", clients, 1, count, 0, p50, p50, p50, p50);
    }
}
