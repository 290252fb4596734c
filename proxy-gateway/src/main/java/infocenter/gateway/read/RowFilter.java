package infocenter.gateway.read;

import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a list wants; null means any.
 *
 * @param kind of exactly that kind
 * @param phase in exactly that state
 * @param bucket that reads or writes that bucket
 * @param label with that label
 * @param origin started by client or system
 * @param activeOnly not terminal
 */
public record RowFilter(
        @Nullable String kind,
        @Nullable Phase phase,
        @Nullable BucketName bucket,
        @Nullable Label label,
        @Nullable Origin origin,
        boolean activeOnly) {
    /** Every row. */
    public static final RowFilter ALL = new RowFilter(null, null, null, null, null, false);

    /** One label. */
    public record Label(String name, String value) {}

    /** Whether that row is wanted. */
    public boolean wants(Xaction row) {
        return (kind == null || kind.equals(row.kind()))
                && (origin == null || origin == row.origin())
                && (!activeOnly || row.end() == null)
                && (label == null || label.value().equals(row.labels().get(label.name())))
                && (bucket == null
                        || row.buckets().stream().anyMatch(ref -> ref.name().equals(bucket)))
                && (phase == null || phase == row.phase());
    }
}
