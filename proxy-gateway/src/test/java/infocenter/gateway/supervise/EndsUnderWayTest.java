package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static infocenter.gateway.supervise.Stage.T2;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Xaction;
import org.junit.jupiter.api.Test;

/** Which end is the last that a xaction lacks, those counted that are on their way into the table. */
class EndsUnderWayTest {
    private final EndsUnderWay underWay = new EndsUnderWay();

    @Test
    void aRowIsCompleteWithTheLastEndTakenAndNoMoreWhenOneWasNotCommitted() {
        Stage stage = new Stage();
        stage.copy("x");
        Xaction row = stage.table.row("x");
        for (NodeId target : row.runs().keySet()) {
            assertThat(underWay.complete(row)).isFalse();
            underWay.add(row.id(), target);
        }
        assertThat(row.runs()).containsKeys(T1, T2);
        assertThat(underWay.complete(row)).isTrue();

        underWay.remove(row.id(), T2);
        assertThat(underWay.complete(row)).isFalse();
    }

    @Test
    void endsOfOtherXactionsDoNotCount() {
        Stage stage = new Stage();
        stage.copy("x");
        stage.copy("y");
        Xaction other = stage.table.row("y");
        other.runs().keySet().forEach(target -> underWay.add(other.id(), target));
        assertThat(underWay.complete(stage.table.row("x"))).isFalse();
    }
}
