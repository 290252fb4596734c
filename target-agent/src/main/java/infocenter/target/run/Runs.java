package infocenter.target.run;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.XactionId;
import infocenter.node.ErrorsAnswer;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.RunListing;
import infocenter.node.RunReport;
import infocenter.target.job.Arguments;
import infocenter.target.job.BadArgument;
import infocenter.target.job.Job;
import infocenter.target.job.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this target: starts, stops and lists them, and keeps the report of each that ended by itself. Owned by the orders
 * thread, except where a method says that any thread may call it.
 */
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final OrderBook book;
    private final KeptReports reports = new KeptReports();
    private final EndedErrors endedErrors = new EndedErrors();
    private final ConcurrentMap<XactionId, Turn> active = new ConcurrentHashMap<>();
    private final Jobs jobs;
    private final Workers workers;
    private final ActiveRun.Surroundings surroundings;
    private final Executor orders;
    private final RunListener listener;
    private final LargeArguments large;
    private final long largeBytesMax;
    private final int runsMax;
    private boolean closing;

    /**
     * @param large where arguments are that came as a blob
     * @param largeBytesMax bytes of such arguments that active runs may hold; more starts are refused
     * @param runsMax active runs; more starts are refused
     * @param orders the orders thread
     */
    public Runs(
            OrderBook book,
            Jobs jobs,
            Workers workers,
            ActiveRun.Surroundings surroundings,
            LargeArguments large,
            long largeBytesMax,
            int runsMax,
            Executor orders,
            RunListener listener) {
        this.book = book;
        this.jobs = jobs;
        this.workers = workers;
        this.surroundings = surroundings;
        this.large = large;
        this.largeBytesMax = largeBytesMax;
        this.runsMax = runsMax;
        this.orders = orders;
        this.listener = listener;
    }

    /** Obeys an order, or says why not. */
    public Result obey(Order order) {
        return switch (book.judge(order)) {
            case OBEY ->
                switch (order.type()) {
                    case START -> start(order);
                    case STOP -> stop(order);
                    case RESUME -> resume(order);
                };
            case ALREADY -> result(order, Status.ACCEPTED, "");
            case OTHER_INCARNATION -> result(order, Status.OTHER_INCARNATION, "meant for another incarnation");
            case SUPERSEDED -> result(order, Status.SUPERSEDED, "a later order was obeyed");
            case SETTLED -> result(order, Status.SETTLED, "unknown here, and settled");
            case FULL -> result(order, Status.REFUSED, "order book is full: " + book.size() + " xactions not settled");
        };
    }

    /** Reports kept; the caller forgets some as they are committed. */
    public KeptReports reports() {
        return reports;
    }

    /** Raises the settled floor. */
    public void settle(long floor) {
        book.settle(floor, id -> active.containsKey(id) || reports.find(id) != null);
    }

    /** Everything that is here, also runs of which only the report is kept. */
    public List<RunListing> inventory() {
        boolean suspended = !surroundings.gate().open();
        List<RunListing> all = new ArrayList<>();
        active.values().forEach(turn -> all.add(turn.run().listing(suspended)));
        for (RunReport kept : reports.all()) {
            all.add(new RunListing(kept.id(), kept.attempt(), true, false, false, kept.counters(), 0));
        }
        return all;
    }

    /** How many are active; any thread. */
    public int size() {
        return active.size();
    }

    /** The active run of that xaction; any thread. */
    public Optional<ActiveRun> find(XactionId id) {
        return Optional.ofNullable(active.get(id)).map(Turn::run);
    }

    /** Errors of single objects and what was counted by name, also of runs that ended not long ago; empty when nothing is known. Any thread. */
    public Optional<ErrorsAnswer> errors(XactionId id) {
        return find(id).map(ActiveRun::told).or(() -> endedErrors.find(id));
    }

    /** No start is obeyed any more and no run has an effect; runs stay listed, so that the table interrupts them. */
    public void close() {
        closing = true;
        surroundings.gate().shut();
    }

    private Result start(Order order) {
        Optional<Job> job = jobs.find(order.kind());
        if (closing) {
            return result(order, Status.REFUSED, "target is stopping");
        }
        if (job.isEmpty()) {
            return result(order, Status.REFUSED, "kind " + order.kind() + " is unknown here");
        }
        if (active.size() >= runsMax) {
            return result(order, Status.REFUSED, "runsMax of " + runsMax + " runs is reached");
        }
        ActiveRun run;
        try {
            Arguments arguments = arguments(order);
            if (arguments == null) {
                return result(order, Status.LACKS_ARGUMENTS, "its arguments are on their way");
            }
            run = new ActiveRun(order, arguments, job.get(), surroundings);
        } catch (BadArgument bad) {
            return result(order, Status.REFUSED, String.valueOf(bad.getMessage()));
        }
        drop(order.id());
        book.obeyed(order);
        active.put(order.id(), workers.begin(run, (it, error) -> orders.execute(() -> ended(it, error))));
        listener.started(order.kind());
        log(order, "run started");
        return result(order, Status.ACCEPTED, "");
    }

    private @Nullable Arguments arguments(Order order) throws BadArgument {
        if (order.argumentsHash().isEmpty()) {
            return ArgumentText.parse(order.arguments());
        }
        BlobAddress address;
        try {
            address = BlobAddress.parse(order.argumentsHash());
        } catch (IllegalArgumentException wrong) {
            throw new BadArgument("arguments", String.valueOf(wrong.getMessage()));
        }
        long held = active.values().stream()
                .mapToLong(turn -> turn.run().blob().map(BlobAddress::bytes).orElse(0L))
                .sum();
        if (held + address.bytes() > largeBytesMax) {
            throw new BadArgument("arguments", "active runs hold " + held + " of at most " + largeBytesMax + " bytes");
        }
        return large.take(address);
    }

    /** Whether an active run has these arguments; any thread. */
    public boolean uses(BlobAddress address) {
        return active.values().stream()
                .anyMatch(turn -> turn.run().blob().filter(address::equals).isPresent());
    }

    private Result stop(Order order) {
        Turn was = active.get(order.id());
        book.obeyed(order);
        drop(order.id());
        if (was != null) {
            endedErrors.keep(order.id(), was.run().told());
            listener.ended(was.run().kind(), RunListener.STOPPED);
            log(order, "run stopped");
        }
        return result(order, Status.ACCEPTED, "");
    }

    private Result resume(Order order) {
        Turn turn = active.get(order.id());
        boolean here = turn != null && turn.run().attempt() == order.attempt() || reports.find(order.id()) != null;
        if (!here) {
            return result(order, Status.REFUSED, "no such run here");
        }
        book.obeyed(order);
        return result(order, Status.ACCEPTED, "");
    }

    /** Whatever is here of that xaction is not wanted any more. */
    private void drop(XactionId id) {
        Turn turn = active.remove(id);
        if (turn != null) {
            workers.stop(turn);
        }
        reports.forget(id);
    }

    private void ended(ActiveRun run, @Nullable String error) {
        Turn turn = active.get(run.xaction());
        boolean present = turn != null && turn.run() == run;
        if (error == null || !present) {
            return;
        }
        String told = error.isEmpty() ? run.summary() : error;
        active.remove(run.xaction());
        endedErrors.keep(run.xaction(), run.told());
        RunReport report = reports.keep(run.xaction(), run.attempt(), told, run.counters());
        listener.ended(run.kind(), told.isEmpty() ? RunListener.FINISHED : RunListener.FAILED);
        LOG.atInfo()
                .addKeyValue("xaction", run.xaction())
                .addKeyValue("kind", run.kind())
                .addKeyValue("target", self())
                .addKeyValue("outcome", told.isEmpty() ? "finished" : told)
                .log("run ended");
        listener.reported(report);
    }

    private void log(Order order, String what) {
        LOG.atInfo()
                .addKeyValue("xaction", order.id())
                .addKeyValue("kind", order.kind())
                .addKeyValue("target", self())
                .addKeyValue("attempt", order.attempt())
                .log(what);
    }

    private NodeId self() {
        return surroundings.self();
    }

    private static Result result(Order order, Status status, String message) {
        return new Result(order.id(), order.attempt(), status, message);
    }
}
