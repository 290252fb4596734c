package infocenter.gateway.broadcast;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Orders on their way to one target. Owned by the serial executor. */
final class TargetLane {
    /** Orders in one request. */
    static final int ORDERS_MAX = 256;
    /** Characters of arguments in one request, beside those of its first order. */
    static final int ARGUMENT_CHARS_MAX = 512 * 1024;
    /** Requests to one target at a time: the next is on its way while the last is worked on. */
    static final int IN_FLIGHT_MAX = 2;
    /** Orders that wait for one target; more fail at once, and the supervisor sends them. */
    static final int WAITING_MAX = 4_096;

    private final String nodeUrl;
    private final NodeId sender;
    private final TargetCalls targets;
    private final Executor serial;
    private final LongSupplier nanos;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int inFlight;

    TargetLane(String nodeUrl, NodeId sender, TargetCalls targets, Executor serial, LongSupplier nanos) {
        this.nodeUrl = nodeUrl;
        this.sender = sender;
        this.targets = targets;
        this.serial = serial;
        this.nanos = nanos;
    }

    /** One order and who waits for its result. */
    record Waiting(Fence fence, Order order, long untilNanos, CompletableFuture<OrderAnswer.Result> result) {}

    void add(Waiting order) {
        if (waiting.size() >= WAITING_MAX) {
            order.result.completeExceptionally(
                    new IllegalStateException("orders waiting for " + nodeUrl + ": " + WAITING_MAX));
            return;
        }
        waiting.add(order);
        sendNext();
    }

    private void sendNext() {
        while (inFlight < IN_FLIGHT_MAX && !waiting.isEmpty()) {
            List<Waiting> together = takeTogether();
            if (!together.isEmpty()) {
                send(together);
            }
        }
    }

    /** The head and what follows it under the same fence, as far as one request carries; late ones fail here. */
    private List<Waiting> takeTogether() {
        List<Waiting> together = new ArrayList<>();
        long now = nanos.getAsLong();
        int chars = 0;
        for (Waiting head = waiting.peek(); head != null && together.size() < ORDERS_MAX; head = waiting.peek()) {
            if (head.untilNanos - now <= 0) {
                waiting.remove();
                head.result.completeExceptionally(new TimeoutException("order waited too long for " + nodeUrl));
                continue;
            }
            chars += head.order.arguments().length();
            if (!together.isEmpty()
                    && (chars > ARGUMENT_CHARS_MAX || !together.get(0).fence.equals(head.fence))) {
                break;
            }
            together.add(waiting.remove());
        }
        return together;
    }

    private void send(List<Waiting> together) {
        Fence fence = together.get(0).fence;
        long until = together.stream().mapToLong(Waiting::untilNanos).max().orElseThrow();
        OrderRequest request = new OrderRequest(
                fence.clusterId(),
                fence.epoch(),
                fence.term(),
                sender,
                together.stream().map(Waiting::order).toList());
        inFlight++;
        targets.order(nodeUrl, request, Duration.ofNanos(until - nanos.getAsLong()))
                .whenCompleteAsync((answer, failure) -> answered(together, answer, failure), serial);
    }

    private void answered(List<Waiting> together, @Nullable OrderAnswer answer, @Nullable Throwable failure) {
        inFlight--;
        sendNext();
        if (answer == null || answer.results().size() != together.size()) {
            Throwable why = failure != null ? failure : new IllegalStateException("results missing from " + nodeUrl);
            together.forEach(order -> order.result.completeExceptionally(why));
            return;
        }
        for (int at = 0; at < together.size(); at++) {
            together.get(at).result.complete(answer.results().get(at));
        }
    }
}
