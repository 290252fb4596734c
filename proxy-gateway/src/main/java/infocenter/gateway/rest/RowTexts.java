package infocenter.gateway.rest;

import infocenter.core.xaction.Xaction;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * JSON of the rows that were asked for last. Clients ask for the same few rows again and again until they end, and a row is a value:
 * while it is the same object and none of its runs begins or ends to be stalled, its text is the same. Writing one costs about as much as everything else that this door does for a
 * status. Any thread; the newest writer of a slot wins.
 */
final class RowTexts {
    /** Slots; a row of another id may push one out. */
    static final int SLOTS = 512;
    /** Longer texts are written every time, so that the slots hold at most 2 MiB. */
    static final int TEXT_BYTES_MAX = 4 * 1024;

    private final AtomicReferenceArray<Text> slots = new AtomicReferenceArray<>(SLOTS);

    private record Text(Xaction row, int stalled, byte[] bytes) {}

    /** The row as an object that is still open at its end, so that the moment of the read can follow. */
    Buffer open(Xaction row, long nowMillis) {
        int stalled = ProgressView.stalled(row, nowMillis);
        int slot = Math.floorMod(row.id().value().hashCode(), SLOTS);
        Text known = slots.get(slot);
        if (known != null && known.row() == row && known.stalled() == stalled) {
            return Buffer.buffer(known.bytes());
        }
        Buffer object = XactionView.object(row, nowMillis);
        byte[] open = object.getBytes(0, object.length() - 1);
        if (open.length <= TEXT_BYTES_MAX) {
            slots.set(slot, new Text(row, stalled, open));
        }
        return Buffer.buffer(open);
    }
}
