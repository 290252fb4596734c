package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which targets a walk over a whole bucket cannot do without. */
class MapCopyTest {
    private static final List<NodeId> TAKING_PART = List.of(new NodeId("t1"), new NodeId("t2"));

    private final Node here = Maps.target("t1", 2, true);

    private List<NodeId> away(Node other) {
        return MapCopy.View.of(Maps.of(9, 2, here, other)).homesAway(TAKING_PART);
    }

    @Test
    void oneThatLagsAndTakesPartIsThere() {
        assertThat(away(Maps.target("t2", 1, true))).isEmpty();
    }

    @Test
    void oneThatLagsAndIsDownIsAway() {
        assertThat(away(Maps.target("t2", 1, false))).containsExactly(new NodeId("t2"));
    }

    @Test
    void oneInMaintenanceThatLagsAndTakesNoPartIsAway() {
        Node resting = Maps.target("t3", 1, NodeState.MAINTENANCE, true, "http://127.0.0.1:1");
        assertThat(away(resting)).containsExactly(new NodeId("t3"));
    }

    @Test
    void oneThatHasGivenAllAwayIsNotMissed() {
        assertThat(away(Maps.target("t3", 2, NodeState.MAINTENANCE, true, "http://127.0.0.1:1")))
                .isEmpty();
    }
}
