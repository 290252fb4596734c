package infocenter.gateway.broadcast;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Sends orders at once. Orders that wait for one target share a request; each target has a lane of its own, so a frozen one delays
 * nobody else. Any thread may call; lanes are owned by the serial executor, and results complete on it.
 */
public final class BroadcastOrders {
    private final NodeId sender;
    private final TargetCalls targets;
    private final Executor serial;
    private final LongSupplier nanos;
    /** By node door; as many as there are targets. */
    private final Map<String, TargetLane> lanes = new HashMap<>();

    /**
     * For one gateway.
     *
     * @param sender this gateway, which wants the reports
     * @param targets how to call
     * @param serial runs one task after the other
     * @param nanos monotonic clock
     */
    public BroadcastOrders(NodeId sender, TargetCalls targets, Executor serial, LongSupplier nanos) {
        this.sender = sender;
        this.targets = targets;
        this.serial = serial;
        this.nanos = nanos;
    }

    /** One order to the target at that node door. Fails when there is no answer in time, or its lane is full. */
    public CompletableFuture<OrderAnswer.Result> send(Fence fence, String nodeUrl, Order order, Duration within) {
        CompletableFuture<OrderAnswer.Result> result = new CompletableFuture<>();
        serial.execute(() -> lanes.computeIfAbsent(nodeUrl, url -> new TargetLane(url, sender, targets, serial, nanos))
                .add(new TargetLane.Waiting(fence, order, nanos.getAsLong() + within.toNanos(), result)));
        return result;
    }
}
