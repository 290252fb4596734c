package infocenter.core.table;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.Buckets;
import infocenter.core.command.Command.RegisterXaction;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.FillingKinds;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bucket gets another name: the start makes the new bucket and closes the old one to changes, a good end ends the old one and opens
 * the new one, any other end opens the old one again and leaves the new one marked. Each is one apply with the row's own change, so no
 * death of anybody can come between.
 */
record RenameRules(Draft draft) {
    static final String KIND = FillingKinds.RENAME;

    /** Why that start is refused, or null. Replaces the questions for buckets that all other kinds are asked. */
    Outcome.@Nullable Refused refuse(RegisterXaction start) {
        List<BucketName> names = start.buckets();
        if (names.size() != 2 || names.get(0).equals(names.get(1))) {
            return Draft.refused(
                    Reason.BAD_ARGUMENTS, "buckets", KIND + " takes the bucket and its new name, two different ones");
        }
        BucketName from = names.get(0);
        BucketName to = names.get(1);
        Bucket source = draft.buckets.byName().get(from);
        if (source == null) {
            return BucketRules.noSuchBucket(from);
        }
        if (draft.buckets.byName().containsKey(to)) {
            return Draft.refused(
                    Reason.BUCKET_EXISTS, to.shown(), "bucket " + to.shown() + " exists: a new name must be free");
        }
        if (source.incomplete()) {
            return Draft.refused(
                    Reason.WRONG_STATE,
                    from.shown(),
                    "bucket " + from.shown() + " was left incomplete by xaction "
                            + source.properties().get(Bucket.INCOMPLETE) + ": destroy it");
        }
        if (start.allowPartial()) {
            return Draft.refused(
                    Reason.BAD_ARGUMENTS, "allowPartial", KIND + " needs every target: the old bucket ends with it");
        }
        // Its end ends the old bucket, so nothing of that may be where the xaction has no run.
        if (draft.cluster.nodes().values().stream().anyMatch(draft.cluster::misplaces)) {
            return Draft.refused(
                    Reason.EXCLUDED,
                    "rebalance",
                    "some objects have yet to move to where they belong: wait for the rebalance");
        }
        return draft.buckets.byName().size() >= draft.limits().bucketsMax()
                ? Draft.refused(
                        Reason.TABLE_FULL,
                        "buckets",
                        "at most " + draft.limits().bucketsMax() + " buckets")
                : null;
    }

    /** The start was let in: makes the new bucket, closes the old one. */
    void begin(RegisterXaction start) {
        if (!start.kind().equals(KIND)) {
            return;
        }
        Bucket source = Objects.requireNonNull(
                draft.buckets.byName().get(start.buckets().get(0)));
        BucketName to = start.buckets().get(1);
        String id = start.id().value();
        put(new Bucket(draft.command, to, source.properties().plus(Bucket.INCOMPLETE, id), draft.shown()));
        event("bucket.created", to);
        put(source.with(source.properties().plus(Bucket.RENAMING, id)));
        event("bucket.changed", source.name());
    }

    /** The row has ended. */
    void over(Xaction row) {
        if (!row.kind().equals(KIND) || row.buckets().size() != 2) {
            return;
        }
        Bucket source = living(row.buckets().get(0));
        Bucket renamed = living(row.buckets().get(1));
        boolean whole = row.phase() == Phase.FINISHED
                && row.end() != null
                && row.end().error().isEmpty()
                && !row.partial();
        if (whole && source != null && renamed != null) {
            put(renamed.with(renamed.properties().minus(Bucket.INCOMPLETE)));
            event("bucket.changed", renamed.name());
            new BucketRules(draft)
                    .end(
                            source,
                            "bucket " + source.name().shown() + " is now "
                                    + renamed.name().shown());
        } else if (source != null) {
            put(source.with(source.properties().minus(Bucket.RENAMING)));
            event("bucket.changed", source.name());
        }
    }

    /** The bucket of that id, if it still lives. */
    private @Nullable Bucket living(BucketRef ref) {
        Bucket bucket = draft.buckets.byName().get(ref.name());
        return bucket != null && bucket.id() == ref.id() ? bucket : null;
    }

    private void put(Bucket bucket) {
        draft.buckets = new Buckets(draft.buckets.byName().plus(bucket.name(), bucket), draft.command);
    }

    private void event(String type, BucketName name) {
        draft.event(type, name.shown(), "", "", List.of(name.shown()), "");
    }
}
