package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.Kept;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.VersionRule;
import java.io.IOException;
import java.util.Optional;

/**
 * Deletes the objects that this target has of a list of names, of a template, or below a prefix. A name that is not there is no error:
 * the wish is fulfilled, and a second attempt finds what the first one did.
 */
final class DeleteObjects implements Job {
    @Override
    public String kind() {
        return "delete";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        BucketRef bucket = context.buckets().get(0);
        Work work = Chosen.all(context, bucket, name -> delete(context, bucket, name));
        boolean byPrefix = !context.arguments().text("prefix", "").isEmpty();
        return byPrefix ? new NobodyAway(context, work) : work;
    }

    /** The home leaves a tombstone; a target that only has an old copy tells the home, for which that copy may be the only one. */
    private static void delete(JobContext context, BucketRef bucket, ObjectName name) throws IOException {
        context.checkpoint();
        new AtHome(context).on(bucket.name(), name, home -> {
            if (home.equals(context.self())) {
                deleteHere(context, bucket.id(), name);
            } else {
                Optional<Kept> copy = context.store().find(bucket.id(), name);
                if (copy.isPresent() && !copy.get().deleted() && context.peers().delete(home, bucket, name)) {
                    context.countLocal(1, copy.get().info().size());
                }
            }
        });
    }

    private static void deleteHere(JobContext context, long bucketId, ObjectName name) throws IOException {
        Optional<ObjectInfo> gone = context.store().delete(bucketId, name);
        gone.ifPresent(object -> context.countLocal(1, object.size()));
        if (gone.isEmpty() && context.store().moves().mayBeElsewhere(bucketId, name)) {
            // A former home that has it may be away and come back.
            context.store().moves().bury(bucketId, name, new VersionRule.Next(context.mapVersion()));
        }
    }
}
