package infocenter.gateway.ais.job;

import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know of which jobs. Its two spellings differ in letters' case alone.
 *
 * @param id as it was sent, perhaps several with commas between; empty for any
 * @param kind as AIStore calls it; null for any
 * @param bucket that the job reads or writes; null for any
 * @param activeOnly only what has not ended
 * @param force stop or start although something speaks against it
 * @param node the only one that shall work; empty for all
 */
record JobQuery(
        String id, @Nullable String kind, @Nullable BucketName bucket, boolean activeOnly, boolean force, String node) {
    /** IDs in one query. */
    private static final int IDS_MAX = 100;

    /** What is of another shape is nobody's id. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    static JobQuery of(AisFields fields) {
        AisKind kind = AisKinds.find(fields.text("kind"));
        return new JobQuery(
                fields.text("id"),
                kind == null ? null : kind.name(),
                AisBuckets.optional(fields.object("bck")),
                fields.flag("show_active") || fields.flag("onlyrunning"),
                fields.flag("force"),
                fields.text("daemonid"));
    }

    /** IDs that can be IDs. */
    List<XactionId> ids() {
        List<XactionId> ids = new ArrayList<>();
        for (String one : id.split(",", IDS_MAX + 1)) {
            String bare = one.strip();
            if (SHAPE.matcher(bare).matches() && ids.size() < IDS_MAX) {
                ids.add(new XactionId(bare));
            }
        }
        return ids;
    }

    /** Whether that row is wanted, its id left aside. */
    boolean wants(Xaction row) {
        return (kind == null || kind.equals(AisKinds.of(row)))
                && (!activeOnly || row.end() == null)
                && (bucket == null
                        || row.buckets().stream().anyMatch(ref -> ref.name().equals(bucket)));
    }
}
