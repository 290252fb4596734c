package infocenter.target.run;

import infocenter.core.cluster.NodeId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.OrderRequest;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.target.store.MountUsage;
import infocenter.target.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What gateways tell this target to do: syncs of the leader, and the fast path of orders from any gateway (design section 4). On the
 * orders thread only; may block on an fsync when a higher term is seen.
 */
public final class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    /** Changes are mostly over at once; longer than this no order waits for them. */
    private static final long SETTLED_MILLIS_MAX = 50;

    private final NodeId self;
    private final long incarnation;
    private final Fence fence;
    private final Lease lease;
    private final Gate gate;
    private final Runs runs;
    private final MapCopy map;
    private final HighWater highWater;
    private final ObjectStore store;
    private final LongConsumer mapIsBehind;
    private final CompletableFuture<Void> stoppingTold = new CompletableFuture<>();
    private final LongSupplier nanos;
    private final Executor elsewhere;
    private volatile String leaderUrl = "";
    private volatile long lastSyncNanos;
    private @Nullable SyncAnswer last;
    private boolean stopping;
    private volatile long lastObeyedNanos;
    private volatile long settledPlacement;
    private CompletableFuture<Void> settling = CompletableFuture.completedFuture(null);

    /**
     * @param mapIsBehind told the map version that the leader has, when this target's is lower; returns at once
     * @param elsewhere where changes of the store may be waited for, for as long as a disk takes
     */
    public Orders(
            NodeId self,
            long incarnation,
            Fence fence,
            Lease lease,
            Gate gate,
            Runs runs,
            MapCopy map,
            HighWater highWater,
            ObjectStore store,
            LongConsumer mapIsBehind,
            LongSupplier nanos,
            Executor elsewhere) {
        this.self = self;
        this.incarnation = incarnation;
        this.fence = fence;
        this.lease = lease;
        this.gate = gate;
        this.runs = runs;
        this.map = map;
        this.highWater = highWater;
        this.store = store;
        this.mapIsBehind = mapIsBehind;
        this.nanos = nanos;
        this.elsewhere = elsewhere;
        this.lastSyncNanos = nanos.getAsLong();
        this.lastObeyedNanos = lastSyncNanos;
    }

    /**
     * One exchange with the leader.
     *
     * @throws IOException when a higher term cannot be made durable; then nothing was obeyed
     */
    public SyncAnswer sync(SyncRequest request) throws IOException {
        if (!fence.admits(request.clusterId(), request.epoch(), request.term())) {
            return answer(request, true, List.of());
        }
        fence.raise(request.epoch(), request.term());
        Lease.Arrival arrival = lease.arrive(request.epoch(), request.term(), request.number());
        SyncAnswer former = last;
        if (arrival == Lease.Arrival.REPEATED && former != null) {
            return former;
        }
        if (arrival != Lease.Arrival.NEW) {
            return answer(request, true, List.of());
        }
        leaderUrl = request.leaderUrl();
        lastSyncNanos = nanos.getAsLong();
        List<Result> results = request.orders().stream().map(runs::obey).toList();
        boolean held = lease.held();
        lease.acknowledged(request.epoch(), request.term(), request.ackIncarnation(), request.ackNumber());
        if (!held) {
            // Whatever the cluster decided while this target was away holds for its first write.
            map.need(request.mapSequence());
        }
        gate.stir();
        request.committed().forEach(runs.reports()::committed);
        runs.settle(request.settledFloor());
        map.told(request.proposedVersion(), request.activeVersion());
        if (request.mapSequence() > map.view().map().sequence()) {
            mapIsBehind.accept(request.mapSequence());
        }
        SyncAnswer answer = answer(request, false, results);
        last = answer;
        lease.sending(request.epoch(), request.term(), request.number());
        if (stopping) {
            stoppingTold.complete(null);
        }
        return answer;
    }

    /**
     * The fast path.
     *
     * @throws IOException when a higher term cannot be made durable; then nothing was obeyed
     */
    public OrderAnswer obey(OrderRequest request) throws IOException {
        if (!request.clusterId().equals(fence.clusterId())) {
            return all(request, Status.REFUSED, "this target is not of cluster " + request.clusterId());
        }
        if (!lease.held()) {
            return all(request, Status.OUT_OF_LEASE, "only a sync is obeyed");
        }
        if (!fence.admits(request.clusterId(), request.epoch(), request.term())) {
            return all(request, Status.OLD_TERM, "a higher term was seen");
        }
        fence.raise(request.epoch(), request.term());
        lastObeyedNanos = nanos.getAsLong();
        return answer(request.orders().stream().map(runs::obey).toList());
    }

    /** Node door of the gateway that synced last; empty before. Any thread. */
    public String leaderUrl() {
        return leaderUrl;
    }

    /** Time since a leader's sync was obeyed, or since the start. Any thread. */
    public Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - lastSyncNanos);
    }

    /**
     * The cluster has admitted this target, by the command of that sequence. By another one than before: what is here was given up, and
     * is put aside before anything else is obeyed.
     */
    public void admitted(String clusterId, long sequence) throws IOException {
        fence.adopt(clusterId);
        if (fence.admission().another(sequence)) {
            int objects = store.putAside(Long.toString(sequence));
            LOG.atWarn()
                    .addKeyValue("target", self)
                    .addKeyValue("objects", objects)
                    .log("the cluster had forgotten this target: what it had is put aside");
        }
        fence.admission().keep(sequence);
    }

    /** True when a map shows this target admitted by another command than the one by which it has what it has. Any thread. */
    public boolean wasForgotten(long admitted) {
        return fence.admission().another(admitted);
    }

    /** Version of the active placement as this target knows it. Any thread. */
    public long placementVersion() {
        return map.view().placementVersion();
    }

    /** Cluster of this target; empty before it was admitted. Any thread. */
    public String clusterId() {
        return fence.clusterId();
    }

    /**
     * From here on no run has an effect, and the next answer tells that this target stops. Starts are still taken on: until the table
     * says that the target is down, gateways send some in good faith. The future completes when the answer was made.
     */
    public CompletableFuture<Void> sayFarewell() {
        stopping = true;
        gate.shut();
        LOG.atInfo()
                .addKeyValue("target", self)
                .addKeyValue("runs", runs.size())
                .log("target takes its leave");
        return stoppingTold;
    }

    /** Whether the table, as far as this target has it, says that it is down. Any thread. */
    public boolean hasLeft() {
        return map.view()
                .node(self)
                .map(node -> node.incarnation() >= incarnation && !node.livesAs(incarnation))
                .orElse(true);
    }

    /** Time since an order came on the fast path. Any thread. */
    public Duration unasked() {
        return Duration.ofNanos(nanos.getAsLong() - lastObeyedNanos);
    }

    /** From here on nothing begins; after the farewell. */
    public void stop() {
        runs.close();
        LOG.atInfo()
                .addKeyValue("target", self)
                .addKeyValue("runs", runs.size())
                .addKeyValue("reports", runs.reports().size())
                .log("target stops");
    }

    /**
     * Placement version by which everything here goes: what had begun under a former one is over. So when the leader makes a
     * placement active, nobody changes an object at its former home any more. A change whose disk is slow makes it a later answer that
     * says so, and keeps no order waiting.
     */
    private long goesBy() {
        long taken = map.takenOver();
        if (taken != settledPlacement && settling.isDone()) {
            settling = CompletableFuture.runAsync(() -> settle(taken), elsewhere);
        }
        try {
            settling.get(SETTLED_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException later) {
            // The next answer says more.
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
        return settledPlacement;
    }

    private void settle(long taken) {
        try {
            store.awaitChanges();
            settledPlacement = taken;
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).addKeyValue("target", self).log("changes were not waited for");
        }
    }

    private SyncAnswer answer(SyncRequest request, boolean refused, List<Result> results) {
        List<MountUsage> usage = highWater.usage();
        return new SyncAnswer(
                self,
                incarnation,
                refused,
                fence.epoch(),
                fence.term(),
                request.number(),
                map.view().map().sequence(),
                goesBy(),
                stopping,
                results,
                refused ? List.of() : runs.reports().oldest(KeptReports.PER_ANSWER_MAX),
                refused ? List.of() : runs.inventory(),
                fence.clusterId(),
                usage.stream().mapToLong(MountUsage::capacityBytes).sum(),
                usage.stream().mapToLong(MountUsage::usedBytes).sum(),
                refused ? 0 : highWater.wish(usage),
                degraded(usage));
    }

    /** Which mount paths take no writes, and why; empty when all do. */
    private static String degraded(List<MountUsage> usage) {
        return usage.stream()
                .flatMap(mount -> mount.failing().map(why -> mount.root() + " " + why).stream())
                .collect(Collectors.joining("; "));
    }

    private OrderAnswer all(OrderRequest request, Status status, String message) {
        return answer(request.orders().stream()
                .map((Order order) -> new Result(order.id(), order.attempt(), status, message))
                .toList());
    }

    private OrderAnswer answer(List<Result> results) {
        return new OrderAnswer(incarnation, fence.epoch(), fence.term(), results);
    }
}
