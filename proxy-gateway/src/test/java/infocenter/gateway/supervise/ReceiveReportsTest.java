package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ends of runs that targets push, over the real core. */
class ReceiveReportsTest {
    private final Stage stage = new Stage();
    private final ReceiveReports receive = new ReceiveReports(stage.table, () -> "cluster", Duration.ofSeconds(5));

    @Test
    void aPushedReportIsCommittedAtOnceAndSaidSo() {
        stage.copy("x");
        stage.pass(Duration.ofSeconds(2));

        ReportAnswer answer = push("cluster", report("x", 1, 4, ""));

        assertThat(answer.committed()).containsExactly(4L);
        assertThat(stage.state("x", T1)).isInstanceOf(RunState.Finished.class);
    }

    @Test
    void aReportThatIsNotWantedAnyMoreIsCommittedToo() {
        stage.copy("x");
        stage.pass(Duration.ofSeconds(2));
        push("cluster", report("x", 1, 4, "disk full"));

        assertThat(push("cluster", report("x", 1, 4, "disk full"), report("x", 7, 5, ""), report("none", 1, 6, ""))
                        .committed())
                .containsExactly(4L, 5L, 6L);
        assertThat(stage.state("x", T1)).isEqualTo(new RunState.Failed("disk full"));
    }

    @Test
    void nothingIsCommittedWithoutAMajorityOrForAnotherCluster() {
        stage.copy("x");
        stage.pass(Duration.ofSeconds(2));

        assertThat(push("another", report("x", 1, 4, "")).committed()).isEmpty();
        stage.table.available(false);
        assertThat(push("cluster", report("x", 1, 4, "")).committed()).isEmpty();
        assertThat(stage.phase("x")).isEqualTo(Phase.RUNNING);
    }

    @Test
    void manyReportsAreCommittedInSeveralCommands() {
        List<RunReport> reports = new ArrayList<>();
        for (int at = 1; at <= 2 * ReceiveReports.PER_COMMAND_MAX + 1; at++) {
            reports.add(report("none" + at, 1, at, ""));
        }

        assertThat(push("cluster", reports.toArray(RunReport[]::new)).committed())
                .hasSize(2 * ReceiveReports.PER_COMMAND_MAX + 1);
    }

    private ReportAnswer push(String cluster, RunReport... reports) {
        if (stage.target(T1).runs("x") && reports[0].id().value().equals("x")) {
            stage.target(T1).finish("x");
        }
        var answer = receive.receive(new ReportRequest(cluster, T1, 1, List.of(reports)));
        stage.pass(Duration.ofMillis(100));
        return answer.join();
    }

    private static RunReport report(String id, int attempt, long sequence, String error) {
        return new RunReport(new XactionId(id), attempt, sequence, error, Counters.ZERO);
    }
}
