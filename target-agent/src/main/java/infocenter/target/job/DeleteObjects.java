package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.ObjectInfo;
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
        return Chosen.all(context, bucket, name -> delete(context, bucket.id(), name));
    }

    private static void delete(JobContext context, long bucketId, ObjectName name) throws IOException {
        context.checkpoint();
        Optional<ObjectInfo> gone = context.store().delete(bucketId, name);
        gone.ifPresent(object -> context.countLocal(1, object.size()));
    }
}
