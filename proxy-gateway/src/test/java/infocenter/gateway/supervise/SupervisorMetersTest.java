package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T2;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator sees of the leader's work. */
class SupervisorMetersTest {
    private final Stage stage = new Stage();

    @Test
    void syncsSilenceAndMarkDownsAreCounted() {
        assertThat(syncs("answered")).isPositive();
        assertThat(gauge("xic_supervisor_targets_silent")).isZero();
        assertThat(gauge("xic_supervisor_leading")).isGreaterThanOrEqualTo(3);

        stage.network.cut(T2);
        stage.pass(Duration.ofSeconds(4));
        assertThat(gauge("xic_supervisor_targets_silent")).isEqualTo(1);
        assertThat(syncs("missed")).isPositive();
        stage.pass(Duration.ofSeconds(30));

        assertThat(commands("mark-node-down", "applied")).isEqualTo(1);
    }

    @Test
    void restartsAbortsByStartByAndProgressAreCounted() {
        stage.copy("x");
        stage.pass(Duration.ofSeconds(2));
        stage.target(T2).restart();
        stage.table.target(T2, 2);
        stage.pass(Duration.ofSeconds(5));
        assertThat(commands("restart-run", "applied")).isEqualTo(1);

        stage.finishEverywhere("x");
        stage.pass(Duration.ofSeconds(2));
        assertThat(gauge("xic_supervisor_orders_due")).isZero();
    }

    @Test
    void whoDoesNotLeadShowsNothing() {
        stage.leader.follow();
        stage.pass(Duration.ofSeconds(1));
        assertThat(gauge("xic_supervisor_leading")).isZero();
        assertThat(gauge("xic_supervisor_orders_due")).isZero();
    }

    private double gauge(String name) {
        return stage.meters.get(name).gauge().value();
    }

    private long syncs(String outcome) {
        return stage.meters
                .get("xic_supervisor_syncs")
                .tag("outcome", outcome)
                .timer()
                .count();
    }

    private double commands(String command, String outcome) {
        return stage.meters
                .get("xic_supervisor_commands")
                .tag("command", command)
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
