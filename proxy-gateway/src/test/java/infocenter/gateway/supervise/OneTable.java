package infocenter.gateway.supervise;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** The real core behind the client's interface, without a group: entries are committed at once, in the term that the test says. */
final class OneTable implements IcClient {
    static final NodeId GATEWAY = new NodeId("g1");
    private final VirtualTurns turns;
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final long session;
    private Information information = Information.EMPTY;
    private long number;
    private long index;
    private long term = 1;
    private Supplier<Duration> way = () -> Duration.ofMillis(1);
    private boolean available = true;
    private Predicate<Command> hold = command -> false;
    private BiConsumer<Command, Information> beforeApply = (command, value) -> {};

    private record Held(Command command, CompletableFuture<Receipt> result) {}

    OneTable(VirtualTurns turns) {
        this.turns = turns;
        sessionless(new Command.Initialize("cluster", 1));
        Outcome joined = gateway(GATEWAY, 1);
        this.session = ((Outcome.Applied) joined).sequence();
    }

    Outcome gateway(NodeId id, long incarnation) {
        return join(id, Role.GATEWAY, incarnation);
    }

    Outcome target(NodeId id, long incarnation) {
        return join(id, Role.TARGET, incarnation);
    }

    private Outcome join(NodeId id, Role role, long incarnation) {
        Addresses addresses = new Addresses("http://public-" + id, "http://node-" + id);
        Seat seat = role == Role.GATEWAY ? new Seat(id + "-1", id + ":1") : null;
        return sessionless(new Command.JoinNode("cluster", id, role, addresses, "", incarnation, seat, 1));
    }

    private Outcome sessionless(Command command) {
        return applied(Batch.sessionless(command));
    }

    Outcome apply(Command command) {
        beforeApply.accept(command, information);
        number++;
        return applied(new Batch(session, number, List.of(new Batch.Numbered(number, command))));
    }

    private Outcome applied(Batch batch) {
        Change change = InformationTable.apply(information, new Stamp(term, turns.millis(), turns.millis()), batch);
        information = change.information();
        index++;
        List.copyOf(listeners).forEach(Runnable::run);
        return change.outcomes().get(0);
    }

    void bucket(String name) {
        apply(new Command.CreateBucket(BucketName.of(name), TreePMap.empty()));
    }

    void start(String id, String kind, Duration startBy, Duration deadline, String... buckets) {
        List<BucketName> names = new ArrayList<>();
        for (String bucket : buckets) {
            names.add(BucketName.of(bucket));
        }
        Outcome outcome = apply(new Command.RegisterXaction(
                new XactionId(id),
                kind,
                "{}",
                "",
                names,
                TreePMap.empty(),
                null,
                "body",
                Origin.CLIENT,
                Caller.system("test"),
                false,
                startBy.toMillis(),
                deadline.toMillis()));
        if (!(outcome instanceof Outcome.Registered)) {
            throw new AssertionError("not registered: " + outcome);
        }
    }

    void abort(String id) {
        apply(new Command.RequestAbort(new XactionId(id), Origin.CLIENT, Caller.system("test")));
    }

    Information information() {
        return information;
    }

    Xaction row(String id) {
        Xaction row = information.xactions().find(new XactionId(id));
        if (row == null) {
            throw new AssertionError("no row " + id);
        }
        return row;
    }

    Run run(String id, NodeId target) {
        Run run = row(id).runs().get(target);
        if (run == null) {
            throw new AssertionError("no run of " + id + " at " + target);
        }
        return run;
    }

    @Nullable
    Node node(NodeId id) {
        return information.cluster().nodes().get(id);
    }

    void term(long next) {
        term = next;
    }

    long index() {
        return index;
    }

    long term() {
        return term;
    }

    /** How long commands and reads take. */
    void way(Supplier<Duration> next) {
        way = next;
    }

    /** Whether a majority answers. */
    void available(boolean now) {
        available = now;
    }

    /** Such commands stay unanswered and unlogged until {@link #release}. */
    void hold(Predicate<Command> which) {
        hold = which;
    }

    void release() {
        hold = command -> false;
        List<Held> now = List.copyOf(held);
        held.clear();
        now.forEach(one -> one.result().complete(receipt(one.command())));
    }

    /** Looks at each command just before it is applied. */
    void beforeApply(BiConsumer<Command, Information> look) {
        beforeApply = look;
    }

    private Receipt receipt(Command command) {
        return new Receipt(apply(command), term, index);
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        if (!available) {
            return CompletableFuture.failedFuture(new IcFailure.NoLeader("test"));
        }
        CompletableFuture<Receipt> result = new CompletableFuture<>();
        if (hold.test(command)) {
            held.add(new Held(command, result));
        } else {
            turns.after(way.get(), () -> result.complete(receipt(command)));
        }
        return result;
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        if (!available) {
            return CompletableFuture.failedFuture(new IcFailure.ReadTimedOut("test"));
        }
        CompletableFuture<Moment> result = new CompletableFuture<>();
        turns.after(way.get(), () -> result.complete(latest()));
        return result;
    }

    @Override
    public Moment latest() {
        return new Moment(information, term, index);
    }

    @Override
    public boolean member() {
        return true;
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        listeners.add(onApplied);
        return () -> listeners.remove(onApplied);
    }
}
