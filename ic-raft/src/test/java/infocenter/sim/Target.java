package infocenter.sim;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.XactionId;
import infocenter.node.JoinRequest;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.OrderRequest;
import infocenter.node.ReportRequest;
import infocenter.node.RunListing;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.wire.NodeCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A target by the contract of design section 4: obeys the highest term alone and each order once, has effects in its lease, keeps ends
 * until the table shows them. The real one has threads and disks, and does not live in this module.
 */
final class Target {
    private static final int PUSH_WITHIN = 5_000;
    private static final int JOIN_WITHIN = 6_000;
    private static final int JOIN_AGAIN = 12_000;

    final NodeId id;
    final Machine machine;
    private final World world;

    // On its disk.
    private long incarnation;
    private long fence;
    private boolean admitted;

    // Of its process.
    private Orders orders = new Orders(0);
    private Lease lease;
    private final TreeMap<XactionId, Worker> active = new TreeMap<>();
    private final TreeMap<Long, RunReport> reports = new TreeMap<>();
    private long lastReport;
    private @Nullable SyncAnswer lastAnswer;
    private @Nullable Gateway leader;
    private @Nullable Cluster map;
    private long mapSequence;
    private long takenOver;
    private long heardNanos;
    private boolean pushing;

    Target(String name, World world) {
        this.id = new NodeId(name);
        this.world = world;
        this.machine = new Machine(name, world.time, world.seeds);
        this.lease = new Lease(world.time, 0);
    }

    void start() {
        machine.begin();
        incarnation++;
        orders = new Orders(incarnation);
        lease = new Lease(world.time, incarnation);
        active.clear();
        reports.clear();
        lastReport = 0;
        lastAnswer = null;
        leader = null;
        map = null;
        mapSequence = 0;
        takenOver = 0;
        pushing = false;
        join();
        watch();
    }

    void crash() {
        machine.die();
    }

    long incarnation() {
        return incarnation;
    }

    @Override
    public String toString() {
        return id.value();
    }

    boolean leaseHeld() {
        return lease.held();
    }

    // ---- joining

    private void join() {
        heardNanos = world.time.nanos();
        Gateway gateway = world.seeds.anyOf(world.gateways);
        JoinRequest request = new JoinRequest(
                new Command.JoinNode(
                        admitted ? Gateway.CLUSTER : "",
                        id,
                        Role.TARGET,
                        new Addresses("http://" + id + ":1", "http://" + id + ":2"),
                        "zone-" + id,
                        incarnation,
                        null,
                        1),
                false);
        world.journal.on(
                world.network.call(
                        machine,
                        gateway.machine,
                        JOIN_WITHIN,
                        NodeCodec.JOIN_REQUEST,
                        request,
                        NodeCodec.JOIN_ANSWER,
                        gateway::joinDoor),
                (answer, failure) -> {
                    if (answer == null || answer.outcome() instanceof Outcome.Refused) {
                        machine.after(500, this::join);
                    } else {
                        admitted = true;
                    }
                });
    }

    /** Whom no leader has called for long asks to be let in again: it may have been evicted. */
    private void watch() {
        machine.after(3_000, () -> {
            if (world.since(heardNanos) > JOIN_AGAIN) {
                join();
            }
            watch();
        });
    }

    // ---- orders

    CompletableFuture<SyncAnswer> sync(SyncRequest request) {
        return CompletableFuture.completedFuture(synced(request));
    }

    private SyncAnswer synced(SyncRequest request) {
        if (!admitted || request.term() < fence) {
            return answer(request, true, List.of());
        }
        fence = request.term();
        Lease.Arrival arrival = lease.arrive(request.term(), request.number());
        if (arrival == Lease.Arrival.REPEATED && lastAnswer != null) {
            return lastAnswer;
        }
        if (arrival != Lease.Arrival.NEW) {
            return answer(request, true, List.of());
        }
        heardNanos = world.time.nanos();
        leader = world.gateway(request.leader());
        List<OrderAnswer.Result> results =
                request.orders().stream().map(this::obeyed).toList();
        lease.acknowledged(request.term(), request.ackIncarnation(), request.ackNumber());
        request.committed().forEach(this::committed);
        orders.settle(request.settledFloor(), this::has);
        takenOver = request.proposedVersion();
        if (request.mapSequence() > mapSequence) {
            fetchMap(leader);
        }
        SyncAnswer answer = answer(request, false, results);
        lastAnswer = answer;
        lease.sending(request.term(), request.number());
        return answer;
    }

    CompletableFuture<OrderAnswer> obey(OrderRequest request) {
        Status refused = !lease.held() ? Status.OUT_OF_LEASE : request.term() < fence ? Status.OLD_TERM : null;
        if (refused == null) {
            fence = request.term();
        }
        List<OrderAnswer.Result> results = request.orders().stream()
                .map(order -> refused == null ? obeyed(order) : result(order, refused))
                .toList();
        return CompletableFuture.completedFuture(new OrderAnswer(incarnation, 1, fence, results));
    }

    private OrderAnswer.Result obeyed(Order order) {
        Status known = orders.judge(order);
        if (known != null) {
            return result(order, known);
        }
        orders.obeyed(order);
        drop(order.id());
        if (order.type() == Order.Type.START) {
            world.deeds.starts(id, incarnation, order.id(), order.attempt());
            active.put(order.id(), new Worker(order, this, world));
        }
        return result(order, Status.ACCEPTED);
    }

    private static OrderAnswer.Result result(Order order, Status status) {
        return new OrderAnswer.Result(order.id(), order.attempt(), status, "");
    }

    private void drop(XactionId xaction) {
        Worker worker = active.remove(xaction);
        if (worker != null) {
            worker.stop();
        }
        reports.values().removeIf(report -> report.id().equals(xaction));
    }

    private boolean has(XactionId xaction) {
        return active.containsKey(xaction)
                || reports.values().stream().anyMatch(report -> report.id().equals(xaction));
    }

    private SyncAnswer answer(SyncRequest request, boolean refused, List<OrderAnswer.Result> results) {
        List<RunListing> inventory = new ArrayList<>();
        active.forEach((xaction, worker) -> inventory.add(
                new RunListing(xaction, worker.order.attempt(), false, !lease.held(), false, worker.counters(), 0)));
        reports.values()
                .forEach(kept -> inventory.add(
                        new RunListing(kept.id(), kept.attempt(), true, false, false, kept.counters(), 0)));
        return new SyncAnswer(
                id,
                incarnation,
                refused,
                1,
                fence,
                request.number(),
                mapSequence,
                takenOver,
                false,
                results,
                refused ? List.of() : List.copyOf(reports.values()),
                refused ? List.of() : inventory,
                admitted ? Gateway.CLUSTER : "",
                0,
                0,
                0);
    }

    // ---- reports

    void ended(Worker worker, String error) {
        active.remove(worker.order.id());
        lastReport++;
        reports.put(
                lastReport,
                new RunReport(worker.order.id(), worker.order.attempt(), lastReport, error, worker.counters()));
        world.deeds.ends(id, worker.order.id(), worker.order.attempt());
        if (world.targetsDropDead()) {
            // The worst moment: its report is on the way, and will be for a while.
            world.network.holdNext(world.seeds.between(0, 8_000));
            pushing = false;
            push(leader);
            world.faults.strike(new Fault.TargetKilled(this), world.seeds.between(300, 2_000));
        } else {
            push(leader);
        }
    }

    private void committed(SyncRequest.Committed run) {
        reports.values()
                .removeIf(report -> report.id().equals(run.id())
                        && (report.attempt() < run.attempt()
                                || (report.attempt() == run.attempt() && report.sequence() == run.reportSequence())));
    }

    /** At once to whoever synced last, then to any other, until the answer says committed. */
    private void push(@Nullable Gateway to) {
        if (pushing || reports.isEmpty()) {
            return;
        }
        pushing = true;
        Gateway gateway = to == null ? world.seeds.anyOf(world.gateways) : to;
        ReportRequest request = new ReportRequest(Gateway.CLUSTER, id, incarnation, List.copyOf(reports.values()));
        world.journal.on(
                world.network.call(
                        machine,
                        gateway.machine,
                        PUSH_WITHIN,
                        NodeCodec.REPORT_REQUEST,
                        request,
                        NodeCodec.REPORT_ANSWER,
                        gateway.starts::report),
                (answer, failure) -> {
                    pushing = false;
                    if (answer != null) {
                        answer.committed().forEach(reports::remove);
                    }
                    machine.after(answer == null ? world.seeds.between(100, 2_000) : 1, () -> push(null));
                });
    }

    // ---- other targets

    void sendToAnother() {
        Target other = world.seeds.anyOf(world.targets);
        if (other != this) {
            long mine = incarnation;
            world.network.call(machine, other.machine, 2_000, () -> other.take(id, mine));
        }
    }

    /** Takes what another target sends only from one that its map shows alive. */
    private CompletableFuture<Boolean> take(NodeId sender, long senderIncarnation) {
        Node node = map == null ? null : map.nodes().get(sender);
        boolean takes = lease.held() && node != null && node.livesAs(senderIncarnation);
        if (takes) {
            world.deeds.accepts(id, sender, senderIncarnation, mapSequence);
        }
        return CompletableFuture.completedFuture(takes);
    }

    private void fetchMap(Gateway from) {
        world.journal.on(
                world.network.call(
                        machine,
                        from.machine,
                        2_000,
                        () -> CompletableFuture.completedFuture(from.latest().information())),
                (information, failure) -> {
                    if (information != null && information.mapSequence() > mapSequence) {
                        map = information.cluster();
                        mapSequence = information.mapSequence();
                    }
                });
    }
}
