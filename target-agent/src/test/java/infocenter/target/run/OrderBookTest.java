package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.target.run.OrderBook.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderBookTest {
    private static final long MINE = 3;

    private final OrderBook book = new OrderBook(MINE, 4);

    @Test
    void aStartIsObeyedOnce() {
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.OBEY);
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.ALREADY);
    }

    @Test
    void aLateStartAfterAStopDoesNothing() {
        assertThat(obey(stop("a", 1, 11))).isEqualTo(Verdict.OBEY);
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void aLateStopAfterALaterStartDoesNothing() {
        obey(start("a", 1, 10));
        assertThat(obey(start("a", 2, 12))).isEqualTo(Verdict.OBEY);
        assertThat(obey(stop("a", 1, 11))).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void aStoppedAttemptNeverBeginsAgain() {
        obey(start("a", 1, 10));
        obey(stop("a", 1, 11));
        assertThat(obey(start("a", 1, 12))).isEqualTo(Verdict.SUPERSEDED);
        assertThat(obey(start("a", 2, 13))).isEqualTo(Verdict.OBEY);
    }

    @Test
    void aRepeatedStopIsAcknowledgedAgain() {
        obey(start("a", 1, 10));
        assertThat(obey(stop("a", 1, 11))).isEqualTo(Verdict.OBEY);
        assertThat(obey(stop("a", 1, 11))).isEqualTo(Verdict.ALREADY);
        assertThat(obey(stop("a", 1, 9))).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void anotherIncarnationsStartIsRefused() {
        Order start =
                new Order(Order.Type.START, new XactionId("a"), 1, MINE - 1, 10, "k", "{}", "", List.of(), List.of());
        assertThat(book.judge(start)).isEqualTo(Verdict.OTHER_INCARNATION);
    }

    @Test
    void anUnknownStartAtOrBelowTheFloorIsRefused() {
        book.settle(10, id -> false);
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.SETTLED);
        assertThat(obey(start("b", 1, 11))).isEqualTo(Verdict.OBEY);
    }

    @Test
    void tombstonesGoBelowTheFloorAndTheLateStartIsStillRefused() {
        obey(stop("a", 1, 11));
        book.settle(11, id -> false);

        assertThat(book.size()).isZero();
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.SETTLED);
    }

    @Test
    void aFloorNeverFalls() {
        book.settle(20, id -> false);
        book.settle(5, id -> false);
        assertThat(obey(start("a", 1, 20))).isEqualTo(Verdict.SETTLED);
    }

    @Test
    void whatIsStillHereKeepsItsLine() {
        obey(start("a", 1, 10));
        book.settle(30, id -> true);
        assertThat(obey(start("a", 1, 10))).isEqualTo(Verdict.ALREADY);
    }

    @Test
    void aStopOfTheSettledIsAcknowledgedAndLeavesNothing() {
        book.settle(30, id -> false);
        assertThat(obey(stop("a", 1, 12))).isEqualTo(Verdict.OBEY);
        assertThat(book.size()).isZero();
    }

    @Test
    void aFullBookRefusesStartsAndStillTakesStops() {
        for (int i = 0; i < 4; i++) {
            obey(start("x" + i, 1, 10 + i));
        }
        assertThat(obey(start("a", 1, 20))).isEqualTo(Verdict.FULL);
        assertThat(obey(stop("b", 1, 21))).isEqualTo(Verdict.OBEY);
    }

    @Test
    void aResumeCountsOnlyForThatAttemptOfThisIncarnation() {
        obey(start("a", 2, 10));
        assertThat(book.judge(resume("a", 2, 12))).isEqualTo(Verdict.OBEY);
        assertThat(book.judge(resume("a", 1, 12))).isEqualTo(Verdict.SUPERSEDED);
        assertThat(book.judge(resume("b", 1, 12))).isEqualTo(Verdict.SETTLED);
        obey(stop("a", 2, 13));
        assertThat(book.judge(resume("a", 2, 14))).isEqualTo(Verdict.SUPERSEDED);
    }

    private Verdict obey(Order order) {
        Verdict verdict = book.judge(order);
        if (verdict == Verdict.OBEY) {
            book.obeyed(order);
        }
        return verdict;
    }

    private static Order start(String id, int attempt, long sequence) {
        return new Order(
                Order.Type.START, new XactionId(id), attempt, MINE, sequence, "k", "{}", "", List.of(), List.of());
    }

    private static Order stop(String id, int attempt, long sequence) {
        return Order.stop(new XactionId(id), attempt, MINE, sequence);
    }

    private static Order resume(String id, int attempt, long sequence) {
        return new Order(
                Order.Type.RESUME, new XactionId(id), attempt, MINE, sequence, "", "", "", List.of(), List.of());
    }
}
