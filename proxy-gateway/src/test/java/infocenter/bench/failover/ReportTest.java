package infocenter.bench.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void aCaseIsALineOfMedianAndWorst() {
        Report report = new Report();
        for (double pause : new double[] {1_000, 3_500, 1_200}) {
            report.add(Case.LEADER_KILLED, round(pause, List.of()));
        }

        assertThat(report.lines(7, 0))
                .anySatisfy(
                        line -> assertThat(line).startsWith("| leader killed | 3 | 1.20 s, 3.50 s | 1.50 s, 3.00 s |"));
        assertThat(report.missed()).hasSize(1).first().asString().contains("3.50 s");
    }

    @Test
    void failedLooksAreShownByGateway() {
        Report report = new Report();
        report.add(Case.FOLLOWER_KILLED, round(10, List.of("g4: 2")));

        assertThat(report.lines(7, 0)).anySatisfy(line -> assertThat(line).contains("| g4: 2 |"));
        assertThat(report.missed()).isEmpty();
    }

    @Test
    void whatIsLostIsSaid() {
        assertThat(new Report().lines(7, 2)).last().asString().isEqualTo("7 starts were acknowledged, 2 of them lost.");
    }

    private static Round round(double pause, List<String> lookErrors) {
        return new Round(pause, pause, lookErrors, 0, 0, 5, 100);
    }
}
