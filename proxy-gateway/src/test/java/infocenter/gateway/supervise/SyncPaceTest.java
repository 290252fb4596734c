package infocenter.gateway.supervise;

import static infocenter.gateway.supervise.Stage.T1;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often targets are asked, in virtual time. */
class SyncPaceTest {
    private final Stage stage = new Stage();

    @Test
    void aStreamOfAcknowledgementsIsNotAStreamOfRequests() {
        int before = stage.target(T1).requests();
        for (int start = 0; start < 100; start++) {
            stage.copy("x" + start);
            stage.pass(Duration.ofMillis(100));
        }

        assertThat(stage.target(T1).requests() - before).isBetween(9, 12);
        assertThat(stage.phase("x80")).isEqualTo(Phase.RUNNING);
    }
}
