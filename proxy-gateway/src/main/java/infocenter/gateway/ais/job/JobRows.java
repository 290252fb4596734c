package infocenter.gateway.ais.job;

import infocenter.core.table.Xactions;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that AIStore's clients ask for, in the table of one moment. They have no pages: the newest are looked at, so that a
 * long history slows nobody down. Any thread.
 *
 * @param table of that moment
 */
record JobRows(Xactions table) {
    /** Rows looked at for one answer, the newest first; what has not ended is always among the answer's. */
    static final int LOOKED_AT_MAX = 20_000;
    /** Rows of one answer. */
    static final int ROWS_MAX = 10_000;

    /** Rows by id, in the order of the ids; those that nobody knows are left out. */
    List<Xaction> byId(JobQuery query) {
        List<Xaction> rows = new ArrayList<>();
        for (XactionId id : query.ids()) {
            Xaction row = table.find(id);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The one that a question for one means: what runs and was started last, else what ended last; null when there is none. */
    @Nullable
    Xaction latest(JobQuery query) {
        for (XactionId id : table.active().descendingMap().values()) {
            Xaction row = row(id);
            if (query.wants(row)) {
                return row;
            }
        }
        Xaction latest = null;
        int lookedAt = 0;
        for (XactionId id : table.bySequence().descendingMap().values()) {
            if (query.activeOnly() || ++lookedAt > LOOKED_AT_MAX) {
                break;
            }
            Xaction row = row(id);
            if (query.wants(row) && (latest == null || endedAt(row) > endedAt(latest))) {
                latest = row;
            }
        }
        return latest;
    }

    /** All of them, newest registration first. */
    List<Xaction> all(JobQuery query) {
        List<Xaction> rows = new ArrayList<>();
        int lookedAt = 0;
        var order = query.activeOnly() ? table.active() : table.bySequence();
        for (XactionId id : order.descendingMap().values()) {
            if (++lookedAt > LOOKED_AT_MAX || rows.size() == ROWS_MAX) {
                break;
            }
            Xaction row = row(id);
            if (query.wants(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Xaction row(XactionId id) {
        return Objects.requireNonNull(table.find(id), "a row of the order of registration");
    }

    private static long endedAt(Xaction row) {
        End end = row.end();
        return end == null ? Long.MAX_VALUE : end.atMillis();
    }
}
