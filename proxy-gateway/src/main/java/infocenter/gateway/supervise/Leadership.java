package infocenter.gateway.supervise;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.supervise.OrderBook;
import infocenter.core.supervise.Patience;
import infocenter.core.supervise.Placing;
import infocenter.core.supervise.Rebalancing;
import infocenter.core.supervise.Supervision;
import infocenter.core.supervise.Timed;
import infocenter.core.table.Information;
import infocenter.node.Order;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term of leading, from ready until another leads. Nothing of it outlives the term: the next leader finds everything in the table.
 * Owned by the supervisor's thread.
 */
final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final long term;
    private final NodeId self;
    private final String selfUrl;
    private final SyncCalls calls;
    private final Turns turns;
    private final SupervisionLimits limits;
    private final Patience patience;
    private final Table table;
    private final SupervisorMeters meters;
    private final ElapsedClock clock = new ElapsedClock();
    private final ProgressSamples progress = new ProgressSamples();
    private final TreeMap<NodeId, TargetSync> targets = new TreeMap<>();
    private final TreeMap<NodeId, Long> numbers = new TreeMap<>();
    private final GatewayWatch gateways;
    private final LruStarts lru;
    private OrderBook book;
    private long clusterSeen = -1;
    private int gatewayTurn;
    private boolean timedUnderWay;
    private boolean progressUnderWay;
    private boolean over;

    Leadership(
            long term,
            NodeId self,
            String selfUrl,
            IcClient ic,
            SyncCalls calls,
            Turns turns,
            SupervisionLimits limits,
            Patience patience,
            SupervisorMeters meters) {
        this.term = term;
        this.self = self;
        this.selfUrl = selfUrl;
        this.calls = calls;
        this.turns = turns;
        this.limits = limits;
        this.patience = patience;
        this.meters = meters;
        this.table = new Table(ic, turns, term, limits, meters);
        this.gateways = new GatewayWatch(this, self);
        this.lru = new LruStarts(this);
        this.book = OrderBook.of(table.latest());
    }

    void begin() {
        meters.begin();
        observed(table.latest());
        gateways.ask();
        look();
        timed();
        after(limits.progressEvery(), this::sampleProgress);
    }

    void end() {
        over = true;
        meters.end();
    }

    /** The value has changed. */
    void applied() {
        ifLeading(() -> observed(table.latest()));
    }

    private void observed(Information information) {
        clock.observe(information, turns.nanos());
        if (information.sequence() <= book.information().sequence() && clusterSeen >= 0) {
            return;
        }
        book = book.next(information);
        if (information.cluster().sequence() != clusterSeen) {
            clusterSeen = information.cluster().sequence();
            meet(information.cluster());
        }
        targets.values().forEach(TargetSync::look);
    }

    private void meet(Cluster cluster) {
        targets.entrySet().removeIf(known -> {
            boolean gone = !synced(cluster.nodes().get(known.getKey()));
            if (gone) {
                numbers.put(known.getKey(), known.getValue().end());
                meters.forget(known.getKey());
            }
            return gone;
        });
        for (Node node : cluster.all(Role.TARGET)) {
            if (synced(node)) {
                targets.computeIfAbsent(node.id(), id -> new TargetSync(this, id, numbers.getOrDefault(id, 0L)));
            }
        }
    }

    private static boolean synced(@Nullable Node node) {
        return node != null && node.state() != NodeState.EVICTED;
    }

    /** Whether anybody has been silent for too long. */
    private void look() {
        List.copyOf(targets.values()).forEach(TargetSync::listen);
        gateways.listen();
        after(limits.lookEvery(), this::look);
    }

    /** What the passing of time has made due, by a value that is read for it: a leader that slept must not act on an old one. */
    private void timed() {
        after(limits.timedEvery(), this::timed);
        timedNow();
    }

    private void timedNow() {
        if (timedUnderWay) {
            return;
        }
        timedUnderWay = true;
        read(this::act, () -> timedUnderWay = false);
    }

    private void act() {
        Information information = book.information();
        book = book.walked(information);
        List<Command> commands = new ArrayList<>(
                Timed.of(book, elapsedMillis(), this::syncedFrom).commands());
        Command placement = Placing.next(information.cluster(), this::takenOver, elapsedMillis(), patience);
        List<Command> moves =
                placement == null ? Rebalancing.next(information, elapsedMillis(), patience) : List.of(placement);
        if (placement instanceof Command.EvictNode evict) {
            LOG.atWarn()
                    .addKeyValue("target", evict.id())
                    .addKeyValue("term", term)
                    .log("target is down for too long, evicting it");
        }
        CompletableFuture<?>[] steps = moves.stream().map(this::submit).toArray(CompletableFuture[]::new);
        CompletableFuture<?>[] others = commands.stream().map(this::submit).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> stepped = CompletableFuture.allOf(steps);
        stepped.runAfterBoth(CompletableFuture.allOf(others), () -> {}).whenComplete((done, failure) -> {
            timedUnderWay = false;
            if (steps.length > 0 && failure == null && Stream.of(steps).allMatch(Leadership::applied)) {
                // The next step is due at once, and writes to names that move wait for it.
                after(limits.gather(), this::timedNow);
            }
        });
    }

    private static boolean applied(CompletableFuture<?> receipt) {
        return receipt.join() instanceof Receipt known && !(known.outcome() instanceof Outcome.Refused);
    }

    /** A target has taken a placement over. */
    void tookOver() {
        Cluster cluster = book.information().cluster();
        if (cluster.proposed().version() > cluster.active().version()) {
            timedNow();
        }
    }

    private long syncedFrom(NodeId target) {
        TargetSync sync = targets.get(target);
        return sync == null ? 0 : sync.syncedFrom();
    }

    private long takenOver(NodeId target) {
        TargetSync sync = targets.get(target);
        Node node = node(target);
        return sync == null || node == null ? 0 : sync.takenOver(node.incarnation());
    }

    private void sampleProgress() {
        after(limits.progressEvery(), this::sampleProgress);
        if (progressUnderWay) {
            return;
        }
        Command.RecordProgress sample = progress.take(book.information(), limits.progressMax());
        if (sample != null) {
            progressUnderWay = true;
            submit(sample).whenComplete((receipt, failure) -> progressUnderWay = false);
        }
    }

    /** A request to a target, of the value that the book is made from. */
    SyncRequest request(
            long number,
            long ackIncarnation,
            long ackNumber,
            List<Order> orders,
            List<SyncRequest.Committed> committed) {
        Information information = book.information();
        var identity = information.identity();
        if (identity == null) {
            throw new IllegalStateException("no cluster, no targets");
        }
        Cluster cluster = information.cluster();
        return new SyncRequest(
                identity.clusterId(),
                identity.epoch(),
                term,
                number,
                self,
                selfUrl,
                ackIncarnation,
                ackNumber,
                information.mapSequence(),
                cluster.proposed().version(),
                cluster.active().version(),
                Supervision.settledFloor(information),
                orders,
                committed);
    }

    /** True when the answer shows a later leader: then this one has ended. */
    boolean outranked(SyncAnswer answer) {
        var identity = book.information().identity();
        long epoch = identity == null ? 0 : identity.epoch();
        boolean later = answer.epoch() > epoch || (answer.epoch() == epoch && answer.term() > term);
        if (later) {
            LOG.atInfo().addKeyValue("term", answer.term()).log("a later leader is known, stopping");
            end();
        }
        return later;
    }

    /** Another gateway that is up, a different one each time; null when there is none. */
    @Nullable
    String otherGateway() {
        List<Node> others = book.information().cluster().all(Role.GATEWAY).stream()
                .filter(node -> node.up() && !node.id().equals(self))
                .toList();
        return others.isEmpty()
                ? null
                : others.get(gatewayTurn++ % others.size()).addresses().nodeUrl();
    }

    void read(Runnable then, Runnable otherwise) {
        table.read(
                information -> ifLeading(() -> {
                    observed(information);
                    observed(table.latest());
                    then.run();
                }),
                () -> ifLeading(otherwise));
    }

    CompletableFuture<Receipt> submit(Command command) {
        return table.submit(command);
    }

    /** Submits until it is known what became of it, or that it was never logged; then it may be wanted again a little later. */
    void surely(Command command, Runnable known) {
        submit(command).whenComplete((receipt, failure) -> {
            if (failure == null) {
                known.run();
            } else if (failure instanceof IcFailure.CommitUnknown) {
                after(limits.timedEvery(), () -> surely(command, known));
            } else {
                after(limits.timedEvery(), known);
            }
        });
    }

    void run(Runnable what) {
        turns.run(() -> ifLeading(what));
    }

    void after(Duration delay, Runnable what) {
        turns.after(delay, () -> ifLeading(what));
    }

    private void ifLeading(Runnable what) {
        if (!over) {
            what.run();
        }
    }

    @Nullable
    Node node(NodeId id) {
        return book.information().cluster().nodes().get(id);
    }

    long elapsedMillis() {
        return clock.millis(turns.nanos());
    }

    OrderBook book() {
        return book;
    }

    ProgressSamples progress() {
        return progress;
    }

    LruStarts lru() {
        return lru;
    }

    SupervisionLimits limits() {
        return limits;
    }

    SupervisorMeters meters() {
        return meters;
    }

    SyncCalls calls() {
        return calls;
    }

    long nanos() {
        return turns.nanos();
    }

    long term() {
        return term;
    }
}
