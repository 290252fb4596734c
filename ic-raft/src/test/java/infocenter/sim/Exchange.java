package infocenter.sim;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.command.Command;
import infocenter.core.supervise.Due;
import infocenter.core.supervise.Reconciliation;
import infocenter.core.supervise.Seen;
import infocenter.core.supervise.Supervision;
import infocenter.core.table.Information;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.wire.NodeCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One leader's exchange with one target (design section 4, points 3 and 4): read round, request, answer, read round, what the answer
 * makes of the table; then again. At most one is under way.
 */
final class Exchange {
    private static final int EVERY = 1_000;
    private static final int GAP = 20;
    private static final int WITHIN = 1_000;
    private static final int REACH_WITHIN = 2_500;
    /** The lease without any margin: all clocks are one clock here, so the tight case must hold. */
    private static final int SILENCE = 10_000;

    private final Supervisor leader;
    private final World world;
    private final Target target;
    private final Silence silence;
    private long number;
    private int turn;
    private boolean busy;
    private boolean again;
    private int planned;
    private long dueNanos = Long.MAX_VALUE;
    private @Nullable Gateway via;
    private @Nullable Information before;
    private List<Order> sent = List.of();
    private List<RunReport> kept = List.of();
    private List<Due.Stop> unwanted = List.of();
    private Map<XactionId, Long> told = Map.of();
    private long ackIncarnation;
    private long ackNumber;
    private long syncedFrom;
    private long takenOver;
    private long takenOverBy;

    /**
     * @param number of the last request of this term to that target: one that comes again would be no new request
     */
    Exchange(Supervisor leader, Target target, long number) {
        this.leader = leader;
        this.number = number;
        this.world = leader.world;
        this.target = target;
        this.silence = new Silence(world);
        rest(0);
    }

    /** Answers the number of the last request. */
    long end() {
        turn++;
        busy = true;
        return number;
    }

    long syncedFrom() {
        return syncedFrom;
    }

    long takenOver(long incarnation) {
        return incarnation == takenOverBy ? takenOver : 0;
    }

    /** Looks at the orders that a new value owes, and at what became of the node. */
    void look() {
        Node node = leader.node(target.id);
        boolean otherLife = node != null && silence.anotherLife(node);
        boolean news = leader.book().urgent(target.id).stream()
                .anyMatch(due -> told.getOrDefault(due.id(), 0L) < due.sequence());
        if (otherLife || news) {
            wake();
        }
    }

    /** Looks at the time since the last answer. */
    void listen() {
        Node node = leader.node(target.id);
        if (node == null || !node.up() || !silence.tooLong(SILENCE)) {
            return;
        }
        Gateway other = leader.another();
        if (other == null) {
            markDown(node);
        } else {
            silence.suspected = true;
            via = other;
            exchange();
        }
    }

    private void wake() {
        again = true;
        if (!busy) {
            rest(GAP);
        }
    }

    private void rest(int millis) {
        long at = world.time.nanos() + millis * Timeline.NANOS_A_MILLI;
        if (at >= dueNanos) {
            return;
        }
        dueNanos = at;
        int mine = ++planned;
        leader.after(millis, () -> {
            if (mine == planned && !busy) {
                exchange();
            }
        });
    }

    private void exchange() {
        int mine = ++turn;
        busy = true;
        again = false;
        planned++;
        dueNanos = Long.MAX_VALUE;
        leader.read(() -> ifStill(mine, () -> send(mine)), () -> ifStill(mine, this::over));
    }

    private void ifStill(int mine, Runnable what) {
        if (mine == turn) {
            what.run();
        }
    }

    private void over() {
        busy = false;
        silence.suspected = false;
        rest(again ? GAP : EVERY);
    }

    private void send(int mine) {
        Information information = leader.book().information();
        Node node = leader.node(target.id);
        if (node == null || information.identity() == null) {
            over();
            return;
        }
        number++;
        before = information;
        sent = orders();
        SyncRequest request = request(information, node);
        world.journal.on(
                call(request), (answer, failure) -> leader.ifLeading(() -> ifStill(mine, () -> came(mine, answer))));
    }

    /** What is due, and stops of what the last inventory had and should not. */
    private List<Order> orders() {
        Map<XactionId, Due> open = new TreeMap<>();
        leader.book().due(target.id).forEach(due -> open.put(due.id(), due));
        unwanted.forEach(
                stop -> open.merge(stop.id(), stop, (one, other) -> one.sequence() >= other.sequence() ? one : other));
        told = new TreeMap<>();
        List<Order> orders = new ArrayList<>();
        for (Due due : open.values()) {
            told.put(due.id(), due.sequence());
            orders.add(order(due));
        }
        return orders;
    }

    private static Order order(Due due) {
        return due instanceof Due.Start start
                ? new Order(
                        Order.Type.START,
                        start.id(),
                        start.attempt(),
                        start.incarnation(),
                        start.sequence(),
                        start.kind(),
                        start.arguments(),
                        start.argumentsHash(),
                        start.buckets(),
                        start.targets())
                : Order.stop(due.id(), due.attempt(), due.incarnation(), due.sequence());
    }

    private SyncRequest request(Information information, Node node) {
        // Only what the value just read shows alive is acknowledged, and nothing while its own death is being logged.
        boolean renews = ackNumber > 0 && node.livesAs(ackIncarnation) && !silence.markingDown;
        Cluster cluster = information.cluster();
        List<SyncRequest.Committed> committed = kept.stream()
                .filter(report -> Supervision.committed(information, target.id, report.id(), report.attempt()))
                .map(report -> new SyncRequest.Committed(report.id(), report.attempt(), report.sequence()))
                .toList();
        return new SyncRequest(
                Gateway.CLUSTER,
                1,
                leader.term,
                number,
                leader.gateway.id,
                leader.gateway.nodeUrl(),
                renews ? ackIncarnation : 0,
                renews ? ackNumber : 0,
                information.mapSequence(),
                cluster.proposed().version(),
                cluster.active().version(),
                Supervision.settledFloor(information),
                sent,
                committed);
    }

    private CompletableFuture<SyncAnswer> call(SyncRequest request) {
        Gateway other = via;
        via = null;
        if (other == null) {
            return sync(leader.gateway.machine, request, WITHIN);
        }
        return world.network.call(
                leader.gateway.machine, other.machine, REACH_WITHIN, () -> sync(other.machine, request, REACH_WITHIN));
    }

    private CompletableFuture<SyncAnswer> sync(Machine from, SyncRequest request, int within) {
        return world.network.call(
                from, target.machine, within, NodeCodec.SYNC_REQUEST, request, NodeCodec.SYNC_ANSWER, target::sync);
    }

    private void came(int mine, @Nullable SyncAnswer answer) {
        if (answer == null || answer.refused() || answer.number() != number) {
            silence.missed++;
            Node node = leader.node(target.id);
            boolean suspected = silence.suspected;
            over();
            if (suspected && node != null && node.up()) {
                markDown(node);
            }
            return;
        }
        silence.heard();
        leader.read(() -> ifStill(mine, () -> take(answer)), () -> ifStill(mine, this::over));
    }

    private void take(SyncAnswer answer) {
        Information asked = before;
        if (asked == null) {
            return;
        }
        Reconciliation made = Reconciliation.of(asked, leader.book(), target.id, leader.term, seen(answer));
        boolean renews = made.renews() && !silence.markingDown;
        ackIncarnation = renews ? answer.incarnation() : 0;
        ackNumber = renews ? answer.number() : 0;
        unwanted = made.unwanted();
        kept = answer.reports();
        takenOver = answer.placementVersion();
        takenOverBy = answer.incarnation();
        submit(asked, made.commands());
        again |= !made.unwanted().isEmpty();
        over();
    }

    private Seen seen(SyncAnswer answer) {
        Map<XactionId, Seen.Listed> inventory = new LinkedHashMap<>();
        answer.inventory()
                .forEach(one -> inventory.put(one.id(), new Seen.Listed(one.id(), one.attempt(), one.ended())));
        List<Seen.Report> reports = answer.reports().stream()
                .map(report -> new Seen.Report(
                        report.id(), report.attempt(), report.sequence(), report.error(), report.counters()))
                .toList();
        List<Seen.Stopped> stopped = new ArrayList<>();
        for (int at = 0; at < Math.min(sent.size(), answer.results().size()); at++) {
            OrderAnswer.Status status = answer.results().get(at).status();
            boolean obeyed = status == OrderAnswer.Status.ACCEPTED
                    || status == OrderAnswer.Status.SUPERSEDED
                    || status == OrderAnswer.Status.SETTLED;
            if (sent.get(at).type() == Order.Type.STOP && obeyed) {
                stopped.add(new Seen.Stopped(sent.get(at).id(), sent.get(at).sequence()));
            }
        }
        return new Seen(answer.incarnation(), answer.stopping(), inventory, reports, stopped);
    }

    private void submit(Information from, List<Command> commands) {
        CompletableFuture<?>[] receipts = commands.stream().map(leader::submit).toArray(CompletableFuture[]::new);
        world.journal.on(
                CompletableFuture.allOf(receipts),
                (done, failure) -> leader.ifLeading(() -> {
                    if (failure == null) {
                        syncedFrom = Math.max(syncedFrom, from.sequence());
                    }
                    if (!commands.isEmpty()) {
                        wake();
                    }
                }));
    }

    private void markDown(Node node) {
        silence.markingDown = true;
        ackNumber = 0;
        leader.surely(leader.down(node), () -> silence.markingDown = false);
    }
}
