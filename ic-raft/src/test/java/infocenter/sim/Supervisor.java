package infocenter.sim;

import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.supervise.OrderBook;
import infocenter.core.supervise.Patience;
import infocenter.core.supervise.Placing;
import infocenter.core.supervise.Rebalancing;
import infocenter.core.supervise.Timed;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One term of leading: what the gateway's own leader loop does, over the same pure functions. Acts by values that were read for it,
 * since a leader that slept must not act on an old one.
 */
final class Supervisor {
    private static final int LOOK = 200;
    private static final int TIMED = 1_000;
    private static final int GATEWAYS = 3_000;
    private static final int GATEWAY_SILENCE = 15_000;
    private static final Duration READ = Duration.ofSeconds(2);
    private static final Duration SUBMIT = Duration.ofSeconds(5);

    final Gateway gateway;
    final World world;
    final long term;
    private final TreeMap<NodeId, Exchange> targets = new TreeMap<>();
    private final TreeMap<NodeId, Long> numbers = new TreeMap<>();
    private final TreeMap<NodeId, Silence> gateways = new TreeMap<>();
    private OrderBook book;
    private long clusterSeen = -1;
    private long ahead = Long.MIN_VALUE;
    private boolean timedUnderWay;
    private boolean over;

    Supervisor(Gateway gateway, World world, long term) {
        this.gateway = gateway;
        this.world = world;
        this.term = term;
        this.book = OrderBook.of(gateway.latest().information());
    }

    void begin() {
        applied();
        look();
        timed();
        askGateways();
    }

    void end() {
        over = true;
    }

    void applied() {
        if (over) {
            return;
        }
        Information information = gateway.latest().information();
        ahead = Math.max(ahead, information.clocks().elapsedMillis() - world.time.millis());
        if (information.sequence() <= book.information().sequence() && clusterSeen >= 0) {
            return;
        }
        book = book.next(information);
        if (information.cluster().sequence() != clusterSeen) {
            clusterSeen = information.cluster().sequence();
            meet(information.cluster());
        }
        List.copyOf(targets.values()).forEach(Exchange::look);
    }

    private void meet(Cluster cluster) {
        targets.entrySet().removeIf(known -> {
            boolean gone = !synced(cluster.nodes().get(known.getKey()));
            if (gone) {
                numbers.put(known.getKey(), known.getValue().end());
            }
            return gone;
        });
        for (Node node : cluster.all(Role.TARGET)) {
            if (synced(node)) {
                targets.computeIfAbsent(
                        node.id(), id -> new Exchange(this, world.target(id), numbers.getOrDefault(id, 0L)));
            }
        }
    }

    private static boolean synced(@Nullable Node node) {
        return node != null && node.state() != NodeState.EVICTED;
    }

    private void look() {
        List.copyOf(targets.values()).forEach(Exchange::listen);
        after(LOOK, this::look);
    }

    private void timed() {
        after(TIMED, this::timed);
        if (!timedUnderWay) {
            timedUnderWay = true;
            read(this::act, () -> timedUnderWay = false);
        }
    }

    private void act() {
        Information information = book.information();
        book = book.walked(information);
        List<Command> commands = new ArrayList<>(
                Timed.of(book, elapsedMillis(), this::syncedFrom).commands());
        Command placement = Placing.next(information.cluster(), this::takenOver, elapsedMillis(), Patience.STANDARD);
        if (placement == null) {
            commands.addAll(Rebalancing.next(information, elapsedMillis(), Patience.STANDARD));
        } else {
            commands.add(placement);
        }
        CompletableFuture<?>[] steps = commands.stream().map(this::submit).toArray(CompletableFuture[]::new);
        world.journal.on(CompletableFuture.allOf(steps), (done, failure) -> timedUnderWay = false);
    }

    private long elapsedMillis() {
        return world.time.millis() + ahead;
    }

    private long syncedFrom(NodeId target) {
        Exchange exchange = targets.get(target);
        return exchange == null ? 0 : exchange.syncedFrom();
    }

    private long takenOver(NodeId target) {
        Exchange exchange = targets.get(target);
        Node node = node(target);
        return exchange == null || node == null ? 0 : exchange.takenOver(node.incarnation());
    }

    // ---- other gateways

    private void askGateways() {
        for (Node node : book.information().cluster().all(Role.GATEWAY)) {
            if (node.id().equals(gateway.id) || node.state() == NodeState.EVICTED) {
                continue;
            }
            Silence silence = gateways.computeIfAbsent(node.id(), none -> new Silence(world));
            silence.anotherLife(node);
            Machine other = world.gateway(node.id()).machine;
            world.journal.on(
                    world.network.call(gateway.machine, other, GATEWAYS, () -> CompletableFuture.completedFuture(true)),
                    (alive, failure) -> ifLeading(() -> heard(node.id(), silence, alive != null)));
            if (node.up() && silence.tooLong(GATEWAY_SILENCE)) {
                silence.markingDown = true;
                surely(down(node), () -> silence.markingDown = false);
            }
        }
        after(GATEWAYS, this::askGateways);
    }

    private void heard(NodeId id, Silence silence, boolean alive) {
        if (!alive) {
            silence.missed++;
            return;
        }
        silence.heard();
        Node node = node(id);
        boolean back = node != null
                && node.state() == NodeState.DOWN
                && !silence.markingDown
                && elapsedMillis() - node.sinceMillis() >= GATEWAY_SILENCE;
        if (back) {
            silence.markingDown = true;
            surely(
                    new Command.MarkNodeUp(id, Objects.requireNonNull(node).incarnation(), term),
                    () -> silence.markingDown = false);
        }
    }

    Command.MarkNodeDown down(Node node) {
        world.journal.note(gateway.id + " marks " + node.id() + " down in term " + term);
        return new Command.MarkNodeDown(node.id(), node.incarnation(), term, "silent");
    }

    // ---- the table

    void read(Runnable then, Runnable otherwise) {
        world.journal.on(
                gateway.read(READ),
                (moment, failure) -> ifLeading(() -> {
                    if (moment != null && moment.term() == term) {
                        applied();
                        then.run();
                    } else {
                        otherwise.run();
                    }
                }));
    }

    CompletableFuture<Receipt> submit(Command command) {
        return gateway.submit(command, SUBMIT);
    }

    /** Until it is known what became of it, or that it was never logged. */
    void surely(Command command, Runnable known) {
        world.journal.on(
                submit(command),
                (receipt, failure) -> ifLeading(() -> {
                    if (failure == null) {
                        known.run();
                    } else if (failure instanceof IcFailure.CommitUnknown) {
                        after(TIMED, () -> surely(command, known));
                    } else {
                        after(TIMED, known);
                    }
                }));
    }

    void after(long millis, Runnable what) {
        gateway.machine.after(millis, () -> ifLeading(what));
    }

    void ifLeading(Runnable what) {
        if (!over) {
            what.run();
        }
    }

    OrderBook book() {
        return book;
    }

    @Nullable
    Node node(NodeId id) {
        return book.information().cluster().nodes().get(id);
    }

    /** Another gateway that is up; null when there is none. */
    @Nullable
    Gateway another() {
        List<Node> others = book.information().cluster().all(Role.GATEWAY).stream()
                .filter(node -> node.up() && !node.id().equals(gateway.id))
                .toList();
        return others.isEmpty() ? null : world.gateway(world.seeds.anyOf(others).id());
    }
}
