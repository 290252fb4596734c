package infocenter.gateway.supervise;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.RunListing;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A target as the model in docs/spec/orders.pml has it: fence, lease, orders by sequence, runs, kept reports. */
final class ScriptedTarget {
    static final long LEASE_NANOS = Duration.ofSeconds(10).toNanos();

    final NodeId id;
    private final VirtualTurns turns;
    private final Map<XactionId, Long> obeyed = new TreeMap<>();
    private final Map<XactionId, Integer> active = new TreeMap<>();
    private final Map<XactionId, RunReport> reports = new TreeMap<>();
    private final Map<XactionId, Counters> counters = new TreeMap<>();
    private final Set<String> begun = new HashSet<>();
    private long incarnation = 1;
    private long term;
    private long floor;
    private long answeredTerm;
    private long answeredNumber;
    private long sentNanos;
    private long leaseUntilNanos = Long.MIN_VALUE;
    private long reportSequence;
    private long placement;
    private boolean stopping;
    private boolean refusing;
    private int requests;
    private long changes;
    private Runnable betweenLeaseAndOrders = () -> {};

    ScriptedTarget(NodeId id, VirtualTurns turns) {
        this.id = id;
        this.turns = turns;
    }

    @Nullable
    SyncAnswer sync(SyncRequest request) {
        changes++;
        if (request.term() < term) {
            return answer(request, true, List.of());
        }
        if (request.term() == answeredTerm && request.number() <= answeredNumber) {
            return null;
        }
        requests++;
        term = request.term();
        boolean acknowledged = request.term() == answeredTerm
                && request.ackNumber() != 0
                && request.ackNumber() == answeredNumber
                && request.ackIncarnation() == incarnation;
        if (acknowledged) {
            leaseUntilNanos = Math.max(leaseUntilNanos, sentNanos + LEASE_NANOS);
        }
        betweenLeaseAndOrders.run();
        List<OrderAnswer.Result> results = new ArrayList<>();
        for (Order order : request.orders()) {
            OrderAnswer.Status status = order.type() == Order.Type.START ? start(order) : stop(order);
            results.add(new OrderAnswer.Result(order.id(), order.attempt(), status, ""));
        }
        request.committed().forEach(done -> reports.remove(done.id()));
        if (request.settledFloor() > floor) {
            floor = request.settledFloor();
            obeyed.entrySet().removeIf(line -> line.getValue() <= floor && !has(line.getKey()));
        }
        placement = Math.max(placement, request.proposedVersion());
        answeredTerm = request.term();
        answeredNumber = request.number();
        sentNanos = turns.nanos();
        return answer(request, false, results);
    }

    /** A start by the fast path of a gateway. */
    OrderAnswer.Status broadcast(Order order) {
        changes++;
        return leaseHeld() ? start(order) : OrderAnswer.Status.OUT_OF_LEASE;
    }

    /** Its workers do not wait for the orders that come with a lease. */
    void betweenLeaseAndOrders(Runnable look) {
        betweenLeaseAndOrders = look;
    }

    private OrderAnswer.Status start(Order order) {
        if (order.incarnation() != incarnation) {
            return OrderAnswer.Status.OTHER_INCARNATION;
        }
        Long last = obeyed.get(order.id());
        if (last != null && last >= order.sequence()) {
            return last == order.sequence() ? OrderAnswer.Status.ACCEPTED : OrderAnswer.Status.SUPERSEDED;
        }
        if (order.sequence() <= floor) {
            return OrderAnswer.Status.SETTLED;
        }
        if (refusing) {
            return OrderAnswer.Status.REFUSED;
        }
        if (!begun.add(incarnation + "/" + order.id() + "/" + order.attempt())) {
            throw new AssertionError("begun twice: " + order);
        }
        obeyed.put(order.id(), order.sequence());
        active.put(order.id(), order.attempt());
        return OrderAnswer.Status.ACCEPTED;
    }

    private OrderAnswer.Status stop(Order order) {
        Long last = obeyed.get(order.id());
        if (last != null && last >= order.sequence()) {
            return OrderAnswer.Status.SUPERSEDED;
        }
        obeyed.put(order.id(), order.sequence());
        active.remove(order.id());
        reports.remove(order.id());
        return OrderAnswer.Status.ACCEPTED;
    }

    private boolean has(XactionId xaction) {
        return active.containsKey(xaction) || reports.containsKey(xaction);
    }

    private long lruWish;

    private SyncAnswer answer(SyncRequest request, boolean refused, List<OrderAnswer.Result> results) {
        List<RunListing> inventory = new ArrayList<>();
        active.forEach((xaction, attempt) -> inventory.add(new RunListing(
                xaction, attempt, false, !leaseHeld(), false, counters.getOrDefault(xaction, Counters.ZERO), 0)));
        reports.forEach((xaction, report) ->
                inventory.add(new RunListing(xaction, report.attempt(), true, false, false, report.counters(), 0)));
        return new SyncAnswer(
                id,
                incarnation,
                refused,
                1,
                term,
                request.number(),
                0,
                placement,
                stopping,
                results,
                refused ? List.of() : List.copyOf(reports.values()),
                refused ? List.of() : inventory,
                "c1",
                0,
                0,
                lruWish);
    }

    /** A mount path of it has risen above its high watermark for the so-manieth time; 0: none is. */
    void wishLru(long wish) {
        lruWish = wish;
    }

    /** The run ends by itself, and its report is kept. */
    RunReport finish(String xaction) {
        XactionId which = new XactionId(xaction);
        Integer attempt = active.remove(which);
        if (attempt == null) {
            throw new AssertionError("nothing to finish: " + xaction);
        }
        RunReport report = new RunReport(which, attempt, ++reportSequence, "", Counters.ZERO);
        reports.put(which, report);
        return report;
    }

    /** The run vanishes without a word, as by a bug. */
    void lose(String xaction) {
        active.remove(new XactionId(xaction));
    }

    void count(String xaction, long objects) {
        counters.put(new XactionId(xaction), new Counters(objects, 0, 0, 0, 0, 0));
    }

    /** Another process, that knows nothing. */
    void restart() {
        incarnation++;
        changes++;
        obeyed.clear();
        active.clear();
        reports.clear();
        counters.clear();
        term = 0;
        floor = 0;
        answeredTerm = 0;
        answeredNumber = 0;
        leaseUntilNanos = Long.MIN_VALUE;
        reportSequence = 0;
        placement = 0;
        stopping = false;
    }

    void stopping() {
        stopping = true;
    }

    void refuse() {
        refusing = true;
    }

    boolean leaseHeld() {
        return turns.nanos() < leaseUntilNanos;
    }

    /** Active or only reported, as that attempt of that process. */
    boolean has(XactionId xaction, int attempt, long process) {
        RunReport report = reports.get(xaction);
        return incarnation == process
                && (Integer.valueOf(attempt).equals(active.get(xaction))
                        || (report != null && report.attempt() == attempt));
    }

    boolean mayHaveEffects() {
        return leaseHeld() && !stopping;
    }

    long leaseUntilNanos() {
        return leaseUntilNanos;
    }

    Map<XactionId, Integer> active() {
        return active;
    }

    boolean runs(String xaction) {
        return active.containsKey(new XactionId(xaction));
    }

    Map<XactionId, RunReport> reports() {
        return reports;
    }

    long incarnation() {
        return incarnation;
    }

    /** Counts all that may have changed what it has or may do. */
    long changes() {
        return changes;
    }

    int requests() {
        return requests;
    }
}
