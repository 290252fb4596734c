package infocenter.core.table;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.Buckets;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Buckets are born, changed and ended; one that is born again has another id, and so none of the old objects. */
record BucketRules(Draft draft) {

    /** Expects a free name. Refuses a taken one, too many buckets, too many or too long properties. A repeat finds the name taken. */
    Outcome create(Command.CreateBucket command) {
        BucketName name = command.name();
        Bucket living = draft.buckets.byName().get(name);
        if (living != null) {
            return Draft.refused(Reason.BUCKET_EXISTS, name.shown(), "bucket " + name.shown() + " exists already");
        }
        if (draft.buckets.byName().size() >= draft.limits().bucketsMax()) {
            return Draft.refused(
                    Reason.TABLE_FULL, "buckets", "at most " + draft.limits().bucketsMax() + " buckets: remove some");
        }
        Outcome wrong = refuse(command.properties(), TreePMap.empty());
        if (wrong != null) {
            return wrong;
        }
        Bucket bucket = new Bucket(draft.command, name, command.properties(), draft.shown());
        draft.buckets = new Buckets(draft.buckets.byName().plus(name, bucket), draft.command);
        event("bucket.created", name);
        return draft.applied(Long.toString(bucket.id()));
    }

    /**
     * Expects a living bucket that no active xaction uses, or force: then those are aborted first, with cause system. Refuses an
     * unknown one and a busy one, and names a xaction. A repeat finds no such bucket.
     */
    Outcome destroy(Command.DestroyBucket command) {
        BucketName name = command.name();
        Bucket bucket = draft.buckets.byName().get(name);
        if (bucket == null) {
            return noSuchBucket(name);
        }
        TreePMap<Xactions.Use, XactionId> users = draft.xactions.activeOn(bucket.id());
        if (!users.isEmpty() && !command.force()) {
            String first = users.firstEntry().getValue().value();
            return Draft.refused(
                    Reason.BUCKET_BUSY,
                    first,
                    "xaction " + first + " is active on " + name.shown() + ": abort it first");
        }
        end(bucket, "bucket " + name.shown() + " was destroyed");
        return draft.applied(Long.toString(bucket.id()));
    }

    /** The bucket is no more; who still uses it is aborted for that reason. */
    void end(Bucket bucket, String why) {
        for (XactionId id : draft.xactions.activeOn(bucket.id()).values()) {
            Xaction row = draft.xactions.find(id);
            if (row != null && row.abort() == null) {
                new AbortRules(draft).abort(row, Origin.SYSTEM, Caller.system(why));
            }
        }
        draft.buckets = new Buckets(draft.buckets.byName().minus(bucket.name()), draft.command);
        event("bucket.destroyed", bucket.name());
    }

    /**
     * Expects a living bucket. Refuses an unknown one, too many or too long properties, and a change of the cluster's own, which stay
     * when they are left out. A repeat has nothing to do.
     */
    Outcome setProperties(Command.SetBucketProperties command) {
        BucketName name = command.name();
        Bucket bucket = draft.buckets.byName().get(name);
        if (bucket == null) {
            return noSuchBucket(name);
        }
        Outcome wrong = refuse(command.properties(), bucket.properties());
        if (wrong != null) {
            return wrong;
        }
        TreePMap<String, String> next = command.properties().plusAll(reserved(bucket.properties()));
        if (bucket.properties().equals(next)) {
            return draft.alreadyDone(Long.toString(bucket.id()));
        }
        draft.buckets = new Buckets(draft.buckets.byName().plus(name, bucket.with(next)), draft.command);
        event("bucket.changed", name);
        return draft.applied(Long.toString(bucket.id()));
    }

    /** The cluster's own properties may be repeated as they are, since people write back what they have read. */
    private Outcome.@Nullable Refused refuse(TreePMap<String, String> properties, TreePMap<String, String> present) {
        for (Map.Entry<String, String> entry : reserved(properties).entrySet()) {
            if (!entry.getValue().equals(present.get(entry.getKey()))) {
                return Draft.refused(
                        Reason.BAD_ARGUMENTS,
                        "properties." + Texts.cut(entry.getKey(), 64),
                        "properties that begin with " + Bucket.RESERVED + " are the cluster's own");
            }
        }
        String lru = properties.get(Bucket.LRU);
        return lru == null || lru.equals("on") || lru.equals("off")
                ? Texts.refuse("properties", properties, draft.limits())
                : Draft.refused(Reason.BAD_ARGUMENTS, "properties.lru", "properties.lru must be on or off");
    }

    private static TreePMap<String, String> reserved(TreePMap<String, String> properties) {
        TreePMap<String, String> own = TreePMap.empty();
        for (Map.Entry<String, String> entry : properties.entrySet()) {
            own = entry.getKey().startsWith(Bucket.RESERVED) ? own.plus(entry.getKey(), entry.getValue()) : own;
        }
        return own;
    }

    static Outcome.Refused noSuchBucket(BucketName name) {
        String shown = name.shown();
        return Draft.refused(Reason.NO_SUCH_BUCKET, shown, "there is no bucket " + shown);
    }

    private void event(String type, BucketName name) {
        draft.event(type, name.shown(), "", "", List.of(name.shown()), "");
    }
}
