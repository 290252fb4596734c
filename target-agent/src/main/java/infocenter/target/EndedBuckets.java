package infocenter.target;

import infocenter.core.cluster.NodeId;
import infocenter.target.rest.Disks;
import infocenter.target.run.MapCopy;
import infocenter.target.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buckets that have ended take their objects with them: dropped on a disk thread whenever a newer map was taken over. Any thread. */
record EndedBuckets(NodeId self, ObjectStore store, Disks disks) {
    private static final Logger LOG = LoggerFactory.getLogger(EndedBuckets.class);

    /** Drops what that map shows to be over; a bucket that is younger than the map stays. */
    void drop(MapCopy.View view) {
        disks.call(() -> {
                    for (long id : List.copyOf(store.buckets())) {
                        if (view.ended(id)) {
                            drop(id);
                        }
                    }
                    return "";
                })
                .onFailure(failed -> LOG.atWarn()
                        .setCause(failed)
                        .addKeyValue("target", self)
                        .log("ended buckets not dropped, the next map tries again"));
    }

    private void drop(long id) throws IOException {
        int objects = store.dropBucket(id);
        LOG.atInfo()
                .addKeyValue("target", self)
                .addKeyValue("objects", objects)
                .log("bucket {} has ended, dropped its objects", id);
    }
}
