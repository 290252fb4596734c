package infocenter.gateway.read;

import infocenter.core.table.Xactions;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;

/**
 * One page of a list, newest registration first.
 *
 * @param rows wanted rows
 * @param cursor sequence to go on below; 0 when nothing follows
 */
public record RowPage(List<Xaction> rows, long cursor) {
    /** Rows looked at for one page at most, so that a filter that matches nothing cannot hold an event loop: then the page is short. */
    public static final int LOOKED_AT_MAX = 20_000;

    /**
     * Cuts a page out of one moment's table.
     *
     * @param below rows registered before that sequence; {@code Long.MAX_VALUE} for the first page
     * @param limit at most so many rows, at least 1
     */
    public static RowPage of(Xactions table, RowFilter filter, long below, int limit) {
        NavigableMap<Long, XactionId> order = filter.activeOnly() ? table.active() : table.bySequence();
        List<Xaction> rows = new ArrayList<>();
        int lookedAt = 0;
        for (var entry : order.headMap(below, false).descendingMap().entrySet()) {
            Xaction row = Objects.requireNonNull(table.find(entry.getValue()), "a row of the order of registration");
            if (filter.wants(row)) {
                rows.add(row);
            }
            if (rows.size() == limit || ++lookedAt == LOOKED_AT_MAX) {
                return new RowPage(List.copyOf(rows), hasBelow(order, entry.getKey()) ? entry.getKey() : 0);
            }
        }
        return new RowPage(List.copyOf(rows), 0);
    }

    private static boolean hasBelow(NavigableMap<Long, XactionId> order, long sequence) {
        return order.lowerKey(sequence) != null;
    }
}
