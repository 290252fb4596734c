package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.table.Xactions;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.read.RowFilter;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table of one moment as lines of JSON, newest first: nothing is copied, the value is walked as the client takes it. */
final class RowLines implements Outflow.Source {
    private static final int PIECE_BYTES = 32 * 1024;
    /** Rows looked at for one piece, so that a filter that matches nothing leaves the event loop to others. */
    private static final int LOOKED_AT_MAX = 2_000;

    private final Moment moment;
    private final RowFilter filter;
    private final Xactions table;
    private final Iterator<XactionId> rows;
    private boolean headed;

    RowLines(Moment moment, RowFilter filter) {
        this.moment = moment;
        this.filter = filter;
        this.table = moment.information().xactions();
        NavigableMap<Long, XactionId> order = filter.activeOnly() ? table.active() : table.bySequence();
        this.rows = order.descendingMap().values().iterator();
    }

    @Override
    public @Nullable Buffer next() {
        if (over()) {
            return null;
        }
        Buffer piece = Buffer.buffer();
        long nowMillis = moment.information().clocks().elapsedMillis();
        if (!headed) {
            headed = true;
            piece.appendString("{\"version\":" + moment.index() + ",\"term\":" + moment.term() + "}\n");
        }
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX && piece.length() < PIECE_BYTES && rows.hasNext(); lookedAt++) {
            Xaction row = Objects.requireNonNull(table.find(rows.next()), "a row of the order of registration");
            if (filter.wants(row)) {
                piece.appendBuffer(XactionView.object(row, nowMillis)).appendByte((byte) '\n');
            }
        }
        return piece;
    }

    @Override
    public boolean over() {
        return headed && !rows.hasNext();
    }
}
