package infocenter.gateway.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ScriptedTargets;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BroadcastOrdersTest {
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final ScriptedTargets targets = new ScriptedTargets();
    /** Runs on the test's own thread: one task after the other by itself. */
    private final BroadcastOrders broadcast =
            new BroadcastOrders(new NodeId("g1"), targets, Runnable::run, System::nanoTime);

    @Test
    void ordersThatWaitForOneTargetShareARequest() {
        targets.obeying("u1").gate = new CompletableFuture<>();
        List<CompletableFuture<OrderAnswer.Result>> results = new ArrayList<>();
        for (int at = 0; at < 10; at++) {
            results.add(broadcast.send(fence(1), "u1", order(at), WITHIN));
        }
        targets.gate.complete(null);
        results.forEach(CompletableFuture::join);
        assertThat(targets.orders)
                .extracting(asked -> asked.request().orders().size())
                .containsExactly(1, 1, 8);
        assertThat(results)
                .extracting(result -> result.join().id().value())
                .containsExactly("x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
    }

    @Test
    void ordersOfDifferentTermsDoNotShareARequest() {
        targets.obeying("u1").gate = new CompletableFuture<>();
        List<CompletableFuture<OrderAnswer.Result>> results = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            results.add(broadcast.send(fence(at < 4 ? 1 : 2), "u1", order(at), WITHIN));
        }
        targets.gate.complete(null);
        results.forEach(CompletableFuture::join);
        assertThat(targets.orders).extracting(asked -> asked.request().term()).containsExactly(1L, 1L, 1L, 2L);
    }

    @Test
    void aFrozenTargetDelaysNobodyElse() {
        targets.obeying("u2");
        CompletableFuture<OrderAnswer.Result> frozen = broadcast.send(fence(1), "u1", order(1), Duration.ofMillis(200));
        assertThat(broadcast.send(fence(1), "u2", order(1), WITHIN)).isCompleted();
        assertThat(frozen).isNotDone();
        assertThatThrownBy(() -> frozen.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aFullLaneFailsAtOnce() {
        for (int at = 0; at < TargetLane.WAITING_MAX + TargetLane.IN_FLIGHT_MAX; at++) {
            broadcast.send(fence(1), "u1", order(at), WITHIN);
        }
        assertThat(broadcast.send(fence(1), "u1", order(0), WITHIN)).isCompletedExceptionally();
    }

    private static Fence fence(long term) {
        return new Fence("c1", 1, term);
    }

    private static Order order(int number) {
        return new Order(
                Order.Type.START, new XactionId("x" + number), 1, 3, 40, "delete", "{}", "", List.of(), List.of());
    }
}
