package infocenter.target.rest;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.ObjectVersion;
import io.vertx.core.Future;
import java.io.IOException;

/**
 * Deletes a name that this target keeps, wherever its newest version still is: a former home's object is not touched there, but a
 * tombstone here wins over it from now on. On the request's event loop.
 */
final class HomeDelete {
    private static final int ROUNDS_MAX = 8;

    private final ObjectStore store;
    private final Disks disks;
    private final Newest newest;

    HomeDelete(ObjectStore store, Disks disks, Newest newest) {
        this.store = store;
        this.disks = disks;
        this.newest = newest;
    }

    /** Asked on a disk thread right before the effect: refuses it, or says under which map version it is. */
    interface Leave {
        long mapVersion() throws IOException;
    }

    /** Whether there was such an object; fails with a refusal when a former home that may have it cannot be asked. */
    Future<Boolean> delete(long bucketId, BucketName bucket, ObjectName name, Leave leave) {
        return round(bucketId, bucket, name, leave, ROUNDS_MAX);
    }

    static Problem missing(BucketName bucket, ObjectName name) {
        return new Problem(404, "no-such-object", "name", bucket.shown() + "/" + name + " does not exist", 0);
    }

    private Future<Boolean> round(long bucketId, BucketName bucket, ObjectName name, Leave leave, int left) {
        if (newest.allHere()) {
            return disks.call(() -> {
                long mapVersion = leave.mapVersion();
                return store.delete(bucketId, name, mapVersion).isPresent();
            });
        }
        return newest.find(bucketId, bucket, name).compose(where -> {
            if (where instanceof Newest.Place.Nowhere) {
                return Future.succeededFuture(false);
            }
            if (where instanceof Newest.Place.There there) {
                return there(bucketId, name, leave, there.version());
            }
            return disks.call(() ->
                            store.delete(bucketId, name, leave.mapVersion()).isPresent())
                    .compose(was -> was || left <= 1
                            ? Future.succeededFuture(was)
                            : round(bucketId, bucket, name, leave, left - 1));
        });
    }

    private Future<Boolean> there(long bucketId, ObjectName name, Leave leave, ObjectVersion version) {
        return disks.call(() -> store.moves().deleteElsewhere(bucketId, name, version, leave.mapVersion()));
    }
}
