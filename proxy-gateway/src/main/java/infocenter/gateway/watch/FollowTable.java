package infocenter.gateway.watch;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.read.ReadTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Wakes those who wait, when the table has changed. A change costs what it is about: the new events name the rows, and only those
 * who wait for such a row are looked at, however many others wait. Any thread may call; the registry is touched on the serial
 * executor only.
 */
public final class FollowTable implements AutoCloseable {
    private final ReadTable table;
    private final Executor serial;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AutoCloseable subscription;
    /** As many as the door lets wait. */
    private final Map<String, Set<Waiting>> waiting = new HashMap<>();
    /** As many as the door lets watch. */
    private final Set<Runnable> watchers = new LinkedHashSet<>();

    private long seen;

    /**
     * Follows from now on.
     *
     * @param serial runs one task after the other
     */
    public FollowTable(ReadTable table, Executor serial) {
        this.table = table;
        this.serial = serial;
        this.subscription = table.follow(() -> {
            if (scheduled.compareAndSet(false, true)) {
                serial.execute(this::changed);
            }
        });
    }

    private record Waiting(XactionId id, Predicate<Xaction> until, CompletableFuture<Moment> result) {}

    /**
     * Completes on the serial executor with a moment at which the row is as wanted, or is not there. Fails with an {@code IcFailure}
     * when this gateway holds the table no more. Whoever waits no longer cancels it.
     */
    public CompletableFuture<Moment> until(XactionId id, Predicate<Xaction> until) {
        Waiting one = new Waiting(id, until, new CompletableFuture<>());
        serial.execute(() -> begin(one));
        one.result.whenComplete((moment, failure) -> serial.execute(() -> forget(one)));
        return one.result;
    }

    /** Calls {@code onChange} on the serial executor after the table has changed; it must return at once. */
    public void watch(Runnable onChange) {
        serial.execute(() -> {
            watchers.add(onChange);
            // What changed before it was on the list.
            onChange.run();
        });
    }

    /** The same object that was given to {@link #watch}. */
    public void unwatch(Runnable onChange) {
        serial.execute(() -> watchers.remove(onChange));
    }

    @Override
    public void close() {
        try {
            subscription.close();
        } catch (Exception refused) {
            throw new IllegalStateException("a subscription that cannot be ended", refused);
        }
    }

    private void begin(Waiting one) {
        waiting.computeIfAbsent(one.id.value(), id -> new LinkedHashSet<>()).add(one);
        try {
            look(one, table.stale());
        } catch (IcFailure gone) {
            one.result.completeExceptionally(gone);
        }
    }

    private void forget(Waiting one) {
        Set<Waiting> others = waiting.get(one.id.value());
        if (others != null && others.remove(one) && others.isEmpty()) {
            waiting.remove(one.id.value());
        }
    }

    private void changed() {
        scheduled.set(false);
        try {
            wake(table.stale());
        } catch (IcFailure gone) {
            everybody().forEach(one -> one.result.completeExceptionally(gone));
        }
        List.copyOf(watchers).forEach(Runnable::run);
    }

    private void wake(Moment moment) {
        Information now = moment.information();
        if (waiting.isEmpty()) {
            seen = now.sequence();
            return;
        }
        if (EventFeed.hole(now, seen)) {
            everybody().forEach(one -> look(one, moment));
        } else {
            for (Event event : now.events().tailMap(seen, false).values()) {
                Set<Waiting> those = waiting.get(event.subject());
                if (those != null) {
                    List.copyOf(those).forEach(one -> look(one, moment));
                }
            }
        }
        seen = now.sequence();
    }

    private List<Waiting> everybody() {
        List<Waiting> all = new ArrayList<>();
        waiting.values().forEach(all::addAll);
        return all;
    }

    private static void look(Waiting one, Moment moment) {
        Xaction row = moment.information().xactions().find(one.id);
        if (row == null || one.until.test(row)) {
            one.result.complete(moment);
        }
    }
}
