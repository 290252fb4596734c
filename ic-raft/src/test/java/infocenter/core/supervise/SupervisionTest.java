package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.T2;
import static infocenter.core.supervise.Scene.aborted;
import static infocenter.core.supervise.Scene.finished;
import static infocenter.core.supervise.Scene.owed;
import static infocenter.core.supervise.Scene.run;
import static infocenter.core.supervise.Scene.running;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import org.junit.jupiter.api.Test;

/** What the table owes a target. */
class SupervisionTest {
    private final Scene scene = Scene.empty().target(T1, 1, true).target(T2, 1, true);

    @Test
    void anOwedRunIsDueAStartAndARunningOneNothing() {
        Scene owing = scene.row("x", owed(T1, 3), running(T2, 3));

        assertThat(Supervision.ordersFor(owing.information(), T1))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due).isInstanceOf(Due.Start.class);
                    assertThat(due.id()).isEqualTo(new XactionId("x"));
                    assertThat(due.sequence()).isEqualTo(3);
                    assertThat(due.incarnation()).isEqualTo(1);
                });
        assertThat(Supervision.ordersFor(owing.information(), T2)).isEmpty();
    }

    @Test
    void aStartIsNotDueToAnotherIncarnation() {
        Scene restarted = scene.row("x", owed(T1, 3)).target(T1, 2, true);

        assertThat(Supervision.ordersFor(restarted.information(), T1)).isEmpty();
    }

    @Test
    void anAbortedXactionIsDueStopsAndNoStarts() {
        Scene aborting = scene.row("x", 9L, owed(T1, 9), running(T2, 9));

        assertThat(Supervision.ordersFor(aborting.information(), T1))
                .containsExactly(new Due.Stop(new XactionId("x"), 1, 1, 9));
        assertThat(Supervision.ordersFor(aborting.information(), T2))
                .containsExactly(new Due.Stop(new XactionId("x"), 1, 1, 9));
    }

    @Test
    void aStopOutlivesItsXactionUntilTheSettledFloorPassesIt() {
        // The target was down when the xaction was aborted, and an older xaction holds the floor.
        Scene ended = scene.row("old", running(T2, 3)).row("x", 9L, aborted(T1, 9));

        assertThat(Supervision.ordersFor(ended.information(), T1))
                .containsExactly(new Due.Stop(new XactionId("x"), 1, 1, 9));

        Scene settled = ended.row("old", finished(T2, 3));
        assertThat(Supervision.ordersFor(settled.information(), T1)).isEmpty();
    }

    @Test
    void aLostRunIsStoppedWhileTheOthersGoOn() {
        Scene lost = scene.row("x", run(T1, 1, 1, 9, new RunState.Lost("down")), running(T2, 3));

        assertThat(Supervision.ordersFor(lost.information(), T1))
                .containsExactly(new Due.Stop(new XactionId("x"), 1, 1, 9));
        assertThat(Supervision.ordersFor(lost.information(), T2)).isEmpty();
    }

    @Test
    void aRunThatEndedByItselfNeedsNoStop() {
        Scene aborting = scene.row("x", 9L, finished(T1, 9), running(T2, 9));

        assertThat(Supervision.ordersFor(aborting.information(), T1)).isEmpty();
    }

    @Test
    void theFloorIsBelowTheOldestActiveRow() {
        Scene two = scene.row("a", running(T1, 3)).row("b", running(T1, 5));
        long a = two.information().xactions().find(new XactionId("a")).sequence();

        assertThat(Supervision.settledFloor(two.information())).isEqualTo(a - 1);

        Scene none = two.row("a", finished(T1, 3)).row("b", finished(T1, 5));
        assertThat(Supervision.settledFloor(none.information()))
                .isEqualTo(none.information().sequence());
    }

    @Test
    void aReportIsCommittedOnceTheTableShowsTheEndOrWantsAnotherAttempt() {
        XactionId x = new XactionId("x");
        Scene going = scene.row("x", running(T1, 3));

        assertThat(Supervision.committed(going.information(), T1, x, 1)).isFalse();
        assertThat(Supervision.committed(going.row("x", finished(T1, 3)).information(), T1, x, 1))
                .isTrue();
        assertThat(Supervision.committed(
                        going.row("x", run(T1, 1, 2, 9, new RunState.Owed())).information(), T1, x, 1))
                .isTrue();
        assertThat(Supervision.committed(going.without("x").information(), T1, x, 1))
                .isTrue();
    }

    @Test
    void theSharedBookSaysTheSameAsTheWalk() {
        Scene first = scene.row("a", owed(T1, 3), running(T2, 3));
        OrderBook book = OrderBook.of(first.information());
        Scene later = first.row("b", 20L, running(T1, 20), aborted(T2, 20)).row("a", running(T1, 3), running(T2, 3));

        OrderBook next = book.next(later.information());

        assertThat(next.due(T1)).containsExactlyElementsOf(Supervision.ordersFor(later.information(), T1));
        assertThat(next.due(T2)).containsExactlyElementsOf(Supervision.ordersFor(later.information(), T2));
        OrderBook walked = book.walked(later.information());
        assertThat(walked.due(T1)).containsExactlyElementsOf(next.due(T1));
        assertThat(walked.due(T2)).containsExactlyElementsOf(next.due(T2));
    }

    @Test
    void aNodeThatComesBackAsAnotherProcessChangesTheWholeBook() {
        Scene first = scene.row("a", owed(T1, 3));
        OrderBook book = OrderBook.of(first.information());

        assertThat(book.next(first.target(T1, 2, true).information()).due(T1)).isEmpty();
    }
}
