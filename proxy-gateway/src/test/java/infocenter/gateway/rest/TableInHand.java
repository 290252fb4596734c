package infocenter.gateway.rest;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The real table of one member, without a log below it. Answers on a thread of its own, as a real client does. */
final class TableInHand implements IcClient, AutoCloseable {
    private static final long SHOWN = 1_795_000_000_000L;

    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "table-in-hand"));
    private final Map<Long, Runnable> followers = new ConcurrentHashMap<>();
    private final AtomicLong followerIds = new AtomicLong();
    private long session;
    private long number;
    private long elapsed = 1_000;
    private volatile Moment now = new Moment(Information.EMPTY, 1, 0);
    private volatile Supplier<IcFailure> outage;
    private volatile boolean member = true;

    /** The present value, member or not. */
    Moment moment() {
        return now;
    }

    /** Applies a command and says what came of it. */
    synchronized Outcome apply(Command command) {
        number++;
        return apply(new Batch(session, number, List.of(new Batch.Numbered(number, command))));
    }

    synchronized Outcome applySessionless(Command command) {
        Outcome outcome = apply(Batch.sessionless(command));
        if (session == 0 && command instanceof Command.JoinNode && outcome instanceof Outcome.Applied joined) {
            session = joined.sequence();
        }
        return outcome;
    }

    /** Puts another value in place of the present one, for tables that would take long to grow. */
    synchronized void replace(UnaryOperator<Information> change) {
        publish(change.apply(now.information()));
    }

    /** Lets cluster time pass. */
    synchronized void pass(Duration time) {
        elapsed += time.toMillis();
    }

    /** From now on everything fails so; null ends it. */
    void fail(Supplier<IcFailure> failure) {
        outage = failure;
    }

    /** Whether this gateway holds the table. */
    void member(boolean holds) {
        member = holds;
    }

    int followers() {
        return followers.size();
    }

    private Outcome apply(Batch batch) {
        Change change =
                InformationTable.apply(now.information(), new Stamp(now.term(), elapsed, SHOWN + elapsed), batch);
        publish(change.information());
        return change.outcomes().get(0);
    }

    private void publish(Information next) {
        now = new Moment(next, now.term(), now.index() + 1);
        followers.values().forEach(answers::execute);
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        return answer(() -> {
            Outcome outcome = apply(command);
            return new Receipt(outcome, now.term(), now.index());
        });
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        return answer(() -> now);
    }

    private <T> CompletableFuture<T> answer(Supplier<T> value) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answers.execute(() -> {
            Supplier<IcFailure> failure = outage;
            if (failure != null) {
                answer.completeExceptionally(failure.get());
            } else {
                answer.complete(value.get());
            }
        });
        return answer;
    }

    @Override
    public Moment latest() {
        if (!member) {
            throw new IcFailure.NotMember("this gateway holds no table");
        }
        return now;
    }

    @Override
    public boolean member() {
        return member;
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        long id = followerIds.incrementAndGet();
        followers.put(id, onApplied);
        return () -> followers.remove(id);
    }

    @Override
    public void close() {
        answers.shutdown();
    }
}
