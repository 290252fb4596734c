package infocenter.gateway.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.supervise.Due;
import infocenter.core.supervise.Seen;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which orders go into a request. */
class OrderlyTest {
    private final Orderly orders = new Orderly(SupervisionLimits.STANDARD);

    @Test
    void stopsGoFirstThenInTheOrderOfTheirCauses() {
        List<Order> next = orders.next(List.of(start("a", 3), stop("b", 9), start("c", 2)));

        assertThat(next).extracting(order -> order.id().value()).containsExactly("b", "c", "a");
    }

    @Test
    void aStopIsDueUntilItIsObeyedAndTheRunIsNotListed() {
        Due.Stop stop = stop("b", 9);
        orders.next(List.of(stop));

        orders.answered(seen(Map.of(stop.id(), new Seen.Listed(stop.id(), 1, false))), List.of());
        assertThat(orders.next(List.of(stop))).hasSize(1);

        orders.answered(seen(Map.of()), List.of());
        assertThat(orders.next(List.of(stop))).isEmpty();
        assertThat(orders.next(List.of(stop("b", 12))))
                .as("a later one is another order")
                .hasSize(1);
    }

    @Test
    void anOrderIsNewsOnce() {
        assertThat(orders.news(List.of(stop("b", 9)))).isTrue();
        orders.next(List.of(stop("b", 9)));
        assertThat(orders.news(List.of(stop("b", 9)))).isFalse();
        assertThat(orders.news(List.of(stop("b", 10)))).isTrue();
    }

    @Test
    void moreThanOneRequestCarriesGoIntoTheNext() {
        List<Due> many = new ArrayList<>();
        for (int at = 0; at < SupervisionLimits.STANDARD.ordersMax() + 1; at++) {
            many.add(stop("x" + at, at + 1));
        }

        assertThat(orders.next(many)).hasSize(SupervisionLimits.STANDARD.ordersMax());
        assertThat(orders.unfinished()).isTrue();
        assertThat(orders.next(many.subList(0, 3))).hasSize(3);
        assertThat(orders.unfinished()).isFalse();
    }

    @Test
    void longArgumentsAreSpread() {
        String half = "x".repeat(SupervisionLimits.STANDARD.argumentCharsMax() / 2 + 1);
        Due one = new Due.Start(new XactionId("a"), 1, 1, 1, "delete", half, "", List.of(), List.of());
        Due other = new Due.Start(new XactionId("b"), 1, 1, 2, "delete", half, "", List.of(), List.of());

        assertThat(orders.next(List.of(one, other))).hasSize(1);
        assertThat(orders.unfinished()).isTrue();
    }

    private static Seen seen(Map<XactionId, Seen.Listed> inventory) {
        return new Seen(1, false, inventory, List.of(), List.of(new Seen.Stopped(new XactionId("b"), 9)));
    }

    private static Due.Start start(String id, long sequence) {
        return new Due.Start(new XactionId(id), 1, 1, sequence, "delete", "{}", "", List.of(), List.of());
    }

    private static Due.Stop stop(String id, long sequence) {
        return new Due.Stop(new XactionId(id), 1, 1, sequence);
    }
}
