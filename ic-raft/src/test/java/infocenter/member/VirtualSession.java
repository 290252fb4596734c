package infocenter.member;

import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.node.SubmitAnswer;
import infocenter.wire.LogCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * The real {@link CommandQueue} of a gateway on virtual time: what {@link SessionIcClient} does with threads and timers, as events of
 * one thread.
 */
public final class VirtualSession {
    private static final Duration ATTEMPT = Duration.ofMillis(1_200);
    private static final Duration PAUSE = Duration.ofMillis(35);
    private static final Duration SWEEP = Duration.ofMillis(100);

    private final CommandQueue queue = new CommandQueue(SessionIcClient.FLIGHTS_MAX);
    private final BiFunction<Batch, Duration, CompletableFuture<SubmitAnswer>> road;
    private final LongSupplier nanos;
    private final BiConsumer<Duration, Runnable> later;
    private final Runnable onLost;
    private boolean sweeping;

    /**
     * @param road one attempt to have a batch applied; fails or answers in bounded time
     * @param nanos virtual clock
     * @param later runs something after a while, as long as the process lives
     * @param onLost the session is gone: join again
     */
    public VirtualSession(
            BiFunction<Batch, Duration, CompletableFuture<SubmitAnswer>> road,
            LongSupplier nanos,
            BiConsumer<Duration, Runnable> later,
            Runnable onLost) {
        this.road = road;
        this.nanos = nanos;
        this.later = later;
        this.onLost = onLost;
    }

    /** Begins with number 1, unless that session is known already. */
    public void open(long session) {
        if (queue.begin(session)) {
            pump();
        }
    }

    /** {@code Initialize} or {@code JoinNode}. */
    public CompletableFuture<Receipt> submitSessionless(Command command, Duration within) {
        OpenCommand open = open(command, within);
        attempt(queue.alone(open));
        sweepLater();
        return open.future();
    }

    /** Any other command: applied once, whatever happens on the way. */
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        OpenCommand open = open(command, within);
        if (!queue.offer(open)) {
            return CompletableFuture.failedFuture(new IcFailure.Overloaded("too many commands wait"));
        }
        pump();
        sweepLater();
        return open.future();
    }

    private OpenCommand open(Command command, Duration within) {
        return new OpenCommand(command, LogCodec.sizeOf(command), nanos.getAsLong() + within.toNanos());
    }

    private void pump() {
        Flight flight;
        while ((flight = queue.next()) != null) {
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
        road.apply(departure.batch(), ATTEMPT)
                .whenComplete((answer, failure) -> answered(
                        flight,
                        departure,
                        failure == null ? answer : SubmitAnswer.of(SubmitAnswer.Status.UNKNOWN, "")));
    }

    private void answered(Flight flight, CommandQueue.Departure departure, SubmitAnswer answer) {
        if (answer.status() == SubmitAnswer.Status.APPLIED) {
            applied(flight, departure.commands(), answer);
            return;
        }
        if (answer.status() == SubmitAnswer.Status.UNKNOWN) {
            queue.lostSight(flight);
        } else {
            queue.turnedAway(flight, answer.status() == SubmitAnswer.Status.OVERLOADED);
        }
        later.accept(PAUSE, () -> attempt(flight));
    }

    private void applied(Flight flight, List<OpenCommand> commands, SubmitAnswer answer) {
        boolean gone = flight.session() != 0
                && answer.outcomes().stream()
                        .anyMatch(outcome -> outcome instanceof Outcome.Refused refused
                                && refused.reason() == Reason.SESSION_UNKNOWN);
        List<CommandQueue.Failed> failed = gone ? queue.lose(flight.session()) : null;
        queue.answered(flight, commands);
        queue.over(flight);
        pump();
        if (failed != null) {
            fail(failed);
            onLost.run();
        }
        if (!gone) {
            for (int i = 0; i < commands.size(); i++) {
                commands.get(i).future().complete(new Receipt(answer.outcomes().get(i), answer.term(), answer.index()));
            }
        }
    }

    private static void fail(List<CommandQueue.Failed> failed) {
        failed.forEach(one -> one.command().future().completeExceptionally(one.why()));
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            later.accept(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        sweeping = false;
        fail(queue.expire(nanos.getAsLong()));
        if (!queue.idle()) {
            sweepLater();
        }
    }
}
