package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.T2;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
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
        assertThat(next(two, target -> 0)).isEqualTo(new Command.ProposePlacement(1, List.of(T1, T2)));
        assertThat(next(Cluster.EMPTY, target -> 0)).isNull();
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
                two.council(),
                two.featureLevel(),
                two.sequence());

        assertThat(next(proposed, target -> 0)).isNull();
        assertThat(next(proposed, target -> target.equals(T1) ? 1 : 0)).isEqualTo(new Command.ActivatePlacement(1));
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
                two.council(),
                two.featureLevel(),
                two.sequence());

        assertThat(next(active, target -> 9)).isNull();
    }

    @Test
    void aTargetThatIsDownForTooLongIsEvictedAndThenLeftOut() {
        assertThat(Placing.next(active(two), target -> 9, 59_999, Patience.STANDARD))
                .isNull();
        assertThat(Placing.next(active(two), target -> 9, 60_000, Patience.STANDARD))
                .isEqualTo(new Command.EvictNode(T2, 1));
        Cluster evicted = active(two).with(two.nodes().get(T2).in(NodeState.EVICTED, false, 60_000, 9), 9);
        assertThat(Placing.next(evicted, target -> 9, 60_001, Patience.STANDARD))
                .isEqualTo(new Command.ProposePlacement(2, List.of(T1)));
    }

    @Test
    void nobodyIsEvictedWhenNobodyCouldTakeItsPlace() {
        Cluster dark = Scene.empty()
                .target(T1, 1, false)
                .target(T2, 1, false)
                .information()
                .cluster();
        assertThat(Placing.next(active(dark), target -> 9, 1_000_000, Patience.STANDARD))
                .isNull();
        Cluster draining = dark.with(dark.nodes().get(T1).in(NodeState.MAINTENANCE, true, 0, 9), 9);
        assertThat(Placing.next(active(draining), target -> 9, 1_000_000, Patience.STANDARD))
                .as("one in maintenance takes no place")
                .isEqualTo(new Command.ProposePlacement(2, List.of(T2)));
    }

    @Test
    void nothingIsProposedWhileTooManyFormerPlacementsCount() {
        List<Placement> former = new java.util.ArrayList<>();
        for (int version = 1; version <= 100; version++) {
            former.add(new Placement(version, List.of(T1, T2)));
        }
        Cluster full = two.balance(former, 0);

        assertThat(Placing.next(full, target -> 9, 1_000_000, Patience.STANDARD))
                .isNull();
    }

    private static Cluster active(Cluster cluster) {
        return cluster.propose(new Placement(1, List.of(T1, T2)), 8).activate(8);
    }

    private static Command next(Cluster cluster, java.util.function.ToLongFunction<NodeId> takenOver) {
        return Placing.next(cluster, takenOver, 0, Patience.STANDARD);
    }
}
