package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.T2;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of the placement. */
class PlacingTest {
    private final Cluster two =
            Scene.empty().target(T2, 1, false).target(T1, 1, true).information().cluster();

    @Test
    void targetsThatAreUpOrDownArePlaced() {
        assertThat(Placing.next(two, target -> 0)).isEqualTo(new Command.ProposePlacement(1, List.of(T1, T2)));
        assertThat(Placing.next(Cluster.EMPTY, target -> 0)).isNull();
    }

    @Test
    void aProposalIsActivatedOnceEveryTargetThatIsUpHasIt() {
        Cluster proposed = new Cluster(
                two.nodes(),
                new Placement(1, List.of(T1, T2)),
                Placement.NONE,
                List.of(),
                0,
                two.configuration(),
                two.featureLevel(),
                two.sequence());

        assertThat(Placing.next(proposed, target -> 0)).isNull();
        assertThat(Placing.next(proposed, target -> target.equals(T1) ? 1 : 0))
                .isEqualTo(new Command.ActivatePlacement(1));
    }

    @Test
    void nothingIsLeftToDoWhenItIsActive() {
        Placement placement = new Placement(1, List.of(T1, T2));
        Cluster active = new Cluster(
                two.nodes(),
                placement,
                placement,
                List.of(),
                0,
                two.configuration(),
                two.featureLevel(),
                two.sequence());

        assertThat(Placing.next(active, target -> 9)).isNull();
    }
}
