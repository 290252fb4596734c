package infocenter.member;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.PeerCalls;
import infocenter.client.Receipt;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.SubmitAnswer;
import infocenter.wire.LogCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's door to the group, by its session. Submits locally where its member leads and otherwise to the leader's node
 * door, under the same numbers; at a gateway that is no member too, where reads fail with {@code NotMember}. Close it before its
 * member.
 */
public final class SessionIcClient implements IcClient, AutoCloseable {
    /** Largest entry; what carries it could carry four times that. */
    public static final int ENTRY_BYTES_MAX = 1 << 20;

    /** Batches under way at a time; measured, see docs/decisions/021-batches.md. */
    static final int FLIGHTS_MAX = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SessionIcClient.class);
    private static final int HEADROOM_BYTES = 64;
    private static final Duration SWEEP = Duration.ofMillis(20);
    private static final int PAUSE_MIN_MILLIS = 20;
    private static final int PAUSE_MAX_MILLIS = 50;

    private final RaftMember member;
    private final LeaderRoute route;
    private final Runnable onSessionLost;
    private final Duration attemptMax;
    private final CommandQueue queue;
    private final MomentReads reads;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param member of this gateway, started or not
     * @param calls the way to other gateways
     * @param knownNodeUrls node doors to try when nobody has named the leader: members first, then any gateway
     * @param onSessionLost called on the client's thread when the session is gone: join again, then {@link #openSession}
     */
    public SessionIcClient(
            RaftMember member, PeerCalls calls, Supplier<List<String>> knownNodeUrls, Runnable onSessionLost) {
        this(member, calls, knownNodeUrls, onSessionLost, FLIGHTS_MAX);
    }

    SessionIcClient(
            RaftMember member,
            PeerCalls calls,
            Supplier<List<String>> knownNodeUrls,
            Runnable onSessionLost,
            int flightsMax) {
        this.member = member;
        this.onSessionLost = onSessionLost;
        route = new LeaderRoute(member, calls, knownNodeUrls);
        attemptMax = member.options().raft().electionTimeoutMax().multipliedBy(2);
        queue = new CommandQueue(flightsMax);
        reads = new MomentReads(member);
    }

    /** Uses the session that {@code JoinNode} opened, from number 1; given again while it lives: nothing happens. */
    public void openSession(long session) {
        if (queue.begin(session)) {
            LOG.atInfo().addKeyValue("session", session).log("session opened");
            pump();
        }
    }

    /** Has {@code Initialize} or {@code JoinNode} applied, which need no session. */
    public CompletableFuture<Receipt> submitSessionless(Command command, Duration within) {
        OpenCommand open = open(command, within);
        if (tooLarge(open)) {
            return refused(open);
        }
        if (closed) {
            return CompletableFuture.failedFuture(new IcFailure.NotReady("this gateway is stopping"));
        }
        attempt(queue.alone(open));
        sweepLater();
        return open.future();
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        return accept(open(command, within), this::pump);
    }

    @Override
    public CompletableFuture<Receipt> submitGathered(Command command, Duration within, Duration gather) {
        return accept(open(command, within), () -> later(gather, this::pump));
    }

    private CompletableFuture<Receipt> accept(OpenCommand open, Runnable depart) {
        if (tooLarge(open)) {
            return refused(open);
        }
        if (closed || member.cluster() == null) {
            return CompletableFuture.failedFuture(
                    new IcFailure.NotReady(closed ? "this gateway is stopping" : "this gateway has no cluster yet"));
        }
        if (!queue.offer(open)) {
            return CompletableFuture.failedFuture(
                    new IcFailure.Overloaded("too many commands wait at this gateway already"));
        }
        depart.run();
        sweepLater();
        return open.future();
    }

    private static OpenCommand open(Command command, Duration within) {
        return new OpenCommand(command, LogCodec.sizeOf(command), System.nanoTime() + within.toNanos());
    }

    private static boolean tooLarge(OpenCommand open) {
        return open.bytes() + HEADROOM_BYTES > ENTRY_BYTES_MAX;
    }

    private static CompletableFuture<Receipt> refused(OpenCommand open) {
        String message = "the command takes " + open.bytes() + " bytes in the log; at most "
                + (ENTRY_BYTES_MAX - HEADROOM_BYTES) + " fit";
        return CompletableFuture.completedFuture(
                new Receipt(new Outcome.Refused(Reason.TOO_LARGE, "command", message), 0, 0));
    }

    /** Sends what waits, as far as it may go now. */
    private void pump() {
        Flight flight;
        while (!closed && (flight = queue.next()) != null) {
            attempt(flight);
        }
    }

    private void attempt(Flight flight) {
        CommandQueue.Departure departure = queue.depart(flight);
        if (departure == null) {
            queue.over(flight);
            pump();
            return;
        }
        long left = Math.max(1_000_000, departure.untilNanos() - System.nanoTime());
        Duration within = Duration.ofNanos(Math.min(left, attemptMax.toNanos()));
        route.send(departure.batch(), within).whenComplete((answer, bug) -> answered(flight, departure, answer, bug));
    }

    private void answered(Flight flight, CommandQueue.Departure departure, SubmitAnswer answer, Throwable bug) {
        if (bug != null) {
            LOG.atError().setCause(bug).log("an attempt failed in an unforeseen way");
        }
        if (bug == null
                && answer.status() == SubmitAnswer.Status.APPLIED
                && answer.outcomes().size() == departure.commands().size()) {
            applied(flight, departure.commands(), answer);
            return;
        }
        SubmitAnswer.Status status = bug == null ? answer.status() : SubmitAnswer.Status.UNKNOWN;
        switch (status) {
            case NOT_LEADER -> queue.turnedAway(flight, false);
            case OVERLOADED -> queue.turnedAway(flight, true);
            default -> queue.lostSight(flight);
        }
        int pause = ThreadLocalRandom.current().nextInt(PAUSE_MIN_MILLIS, PAUSE_MAX_MILLIS + 1);
        later(Duration.ofMillis(pause), () -> attempt(flight));
    }

    private void applied(Flight flight, List<OpenCommand> commands, SubmitAnswer answer) {
        boolean sessionGone = flight.session() != 0
                && answer.outcomes().stream()
                        .anyMatch(outcome -> outcome instanceof Outcome.Refused refused
                                && refused.reason() == Reason.SESSION_UNKNOWN);
        if (sessionGone) {
            sessionLost(flight.session());
        }
        queue.answered(flight, commands);
        queue.over(flight);
        // The next batch first: it must not wait for what callers do with their outcomes.
        pump();
        if (!sessionGone) {
            for (int i = 0; i < commands.size(); i++) {
                commands.get(i).future().complete(new Receipt(answer.outcomes().get(i), answer.term(), answer.index()));
            }
        }
    }

    private void sessionLost(long session) {
        List<CommandQueue.Failed> failed = queue.lose(session);
        if (failed != null) {
            LOG.atWarn().addKeyValue("session", session).log("session is gone");
            fail(failed);
            member.threads().events().execute(onSessionLost);
        }
    }

    private static void fail(List<CommandQueue.Failed> failed) {
        failed.forEach(one -> one.command().future().completeExceptionally(one.why()));
    }

    /** Looks for deadlines only while somebody waits. */
    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            later(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        fail(queue.expire(System.nanoTime()));
        sweeping.set(false);
        if (!queue.idle()) {
            sweepLater();
        }
    }

    private void later(Duration pause, Runnable task) {
        try {
            member.threads().later(pause, task);
        } catch (RejectedExecutionException closing) {
            close();
        }
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        return closed
                ? CompletableFuture.failedFuture(new IcFailure.NotReady("this gateway is stopping"))
                : reads.read(within);
    }

    @Override
    public Moment latest() {
        if (!member()) {
            throw new IcFailure.NotMember("this gateway is no member of the Information Center");
        }
        return member.moments().latest();
    }

    @Override
    public boolean member() {
        return member.voting();
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        return member.moments().subscribe(onApplied);
    }

    /** Fails what is open. Idempotent. */
    @Override
    public void close() {
        closed = true;
        fail(queue.drain());
        reads.close();
    }
}
