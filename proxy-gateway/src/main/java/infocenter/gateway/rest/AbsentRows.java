package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.table.IdempotencyKey;
import infocenter.core.table.Information;
import infocenter.core.xaction.XactionId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Answers for ids without a row: 410 while an idempotency key still knows the id, else 404. Keys are looked up by key, not by id, so
 * those whose rows are gone are gathered when somebody asks, off the event loop and not too often; with no such keys, which is usual,
 * nothing is held. Any event loop.
 */
final class AbsentRows {
    /** How old what was gathered may be; a row that retention took since is answered 404 for so long. */
    private static final long GATHERED_NANOS_MAX = 10_000_000_000L;

    private final Vertx vertx;
    private final LongSupplier nanos;
    private volatile Gathered newest;

    /** What was gathered: keys by the ids whose rows are gone. */
    private record Gathered(long atNanos, Map<XactionId, String> keys) {}

    AbsentRows(Vertx vertx, LongSupplier nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.newest = new Gathered(nanos.getAsLong() - GATHERED_NANOS_MAX, Map.of());
    }

    /** Answers that the row of that id is not there. */
    void answer(Call call, Moment moment, XactionId id) {
        call.stamp(moment.term(), moment.index());
        Information now = moment.information();
        Gathered known = newest;
        if (now.keys().isEmpty() || nanos.getAsLong() - known.atNanos() < GATHERED_NANOS_MAX) {
            answer(call, now, known, id);
            return;
        }
        Future<Gathered> gathered = vertx.executeBlocking(() -> gather(now));
        call.when(gathered.toCompletionStage(), fresh -> answer(call, now, fresh, id));
    }

    private static void answer(Call call, Information now, Gathered known, XactionId id) {
        String key = known.keys().get(id);
        IdempotencyKey living = key == null ? null : now.keys().get(key);
        boolean knows = living != null && living.id().equals(id);
        call.problem(knows ? ErrorReplies.gone(id) : ErrorReplies.noSuchXaction(id));
    }

    /** One at a time, and those that waited for it take what it gathered. */
    private synchronized Gathered gather(Information now) {
        if (nanos.getAsLong() - newest.atNanos() < GATHERED_NANOS_MAX) {
            return newest;
        }
        Map<XactionId, String> keys = new HashMap<>();
        now.keys().forEach((key, held) -> {
            if (now.xactions().find(held.id()) == null) {
                keys.put(held.id(), key);
            }
        });
        Gathered gathered = new Gathered(nanos.getAsLong(), keys);
        newest = gathered;
        return gathered;
    }
}
