package infocenter.gateway.watch;

import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.core.table.Limits;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's place in the story of the table. It has no queue: what comes next is looked up in the newest value when the watcher
 * has room, so a slow one costs nothing, and one that fell behind what is held is handed the table first. Not thread-safe.
 */
public final class EventFeed {
    /** Rows looked at in one step. */
    static final int LOOKED_AT_MAX = 1_000;

    private final EventFilter filter;
    private long cursor;
    /** While the table is handed out: the value it is taken from, and what is left of it. */
    private @Nullable Information handingOut;

    private Iterator<XactionId> rows = List.<XactionId>of().iterator();

    /**
     * Begins after an event.
     *
     * @param after sequence of the last event that the watcher has; {@link #NOTHING} when it cannot say, so that it gets the table
     */
    public EventFeed(EventFilter filter, long after) {
        this.filter = filter;
        this.cursor = after;
    }

    /** Place of a watcher whose last event belongs to another life of the cluster. */
    public static final long NOTHING = -1;

    /** One step of the story. */
    public sealed interface Step {
        /** An event that the watcher wants. */
        record Happened(Event event) implements Step {}

        /** Events are missing: what follows are the rows of the table at that sequence. */
        record Compacted(long at) implements Step {}

        /** A row of the table that is handed out. */
        record Row(Xaction row) implements Step {}

        /** Nothing that the watcher wants in this step, but more may follow at once. */
        record Skipped() implements Step {}

        /** The table has been handed out; the watcher is at that sequence. */
        record CaughtUp(long at) implements Step {}
    }

    /** Sequence of the last event that was told or passed over. */
    public long cursor() {
        return cursor;
    }

    /** The next step in that value, or null while there is none. */
    public @Nullable Step next(Information now) {
        Information at = handingOut;
        if (at != null) {
            return row(at);
        }
        if (cursor == NOTHING || cursor > now.sequence() || hole(now, cursor)) {
            handingOut = now;
            rows = rows(now);
            return new Step.Compacted(now.sequence());
        }
        Map.Entry<Long, Event> entry = now.events().higherEntry(cursor);
        while (entry != null) {
            cursor = entry.getKey();
            if (filter.wants(entry.getValue())) {
                return new Step.Happened(entry.getValue());
            }
            entry = now.events().higherEntry(cursor);
        }
        cursor = now.sequence();
        return null;
    }

    /** Whether an event after that sequence may be held no longer. */
    static boolean hole(Information now, long after) {
        return now.events().size() >= Limits.STANDARD.eventsMax()
                && now.events().firstKey() > after + 1;
    }

    private Step row(Information at) {
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt++) {
            if (!rows.hasNext()) {
                handingOut = null;
                cursor = at.sequence();
                return new Step.CaughtUp(cursor);
            }
            Xaction row = Objects.requireNonNull(at.xactions().find(rows.next()), "a row of the order of registration");
            if (filter.wants(row)) {
                return new Step.Row(row);
            }
        }
        return new Step.Skipped();
    }

    private Iterator<XactionId> rows(Information now) {
        if (filter.id() != null) {
            return now.xactions().find(filter.id()) == null
                    ? List.<XactionId>of().iterator()
                    : List.of(filter.id()).iterator();
        }
        return now.xactions().bySequence().values().iterator();
    }
}
