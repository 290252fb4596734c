package infocenter.gateway.watch;

import infocenter.core.bucket.BucketName;
import infocenter.core.table.Event;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher wants to hear; null means anything.
 *
 * @param id of that xaction alone
 * @param kind of that kind alone
 * @param bucket about that bucket alone
 * @param type that type alone, or all that begin with it and a dot
 */
public record EventFilter(
        @Nullable XactionId id,
        @Nullable String kind,
        @Nullable BucketName bucket,
        @Nullable String type) {
    /** Everything. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null);

    boolean wants(Event event) {
        return (id == null || id.value().equals(event.subject()))
                && (kind == null || kind.equals(event.kind()))
                && (type == null || event.type().equals(type) || event.type().startsWith(type + "."))
                && (bucket == null || event.buckets().contains(bucket.shown()));
    }

    /** Rows stand for events that are no longer held, whatever their types were. */
    boolean wants(Xaction row) {
        return (id == null || id.equals(row.id()))
                && (kind == null || kind.equals(row.kind()))
                && (bucket == null
                        || row.buckets().stream().anyMatch(ref -> ref.name().equals(bucket)));
    }
}
