package infocenter.target.run;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.store.Keeping;
import infocenter.target.store.StoreFailure;
import java.util.Optional;

/**
 * Who keeps which name by this target's copy of the map. A name that the proposed placement gives to another target takes no change any
 * more: so none is made at its former home once the new one may take changes. Any thread.
 */
public record MapKeeping(NodeId self, MapCopy map) implements Keeping {

    @Override
    public long mapVersion() {
        return map.view().placementVersion();
    }

    @Override
    public void requireHome(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
        MapCopy.View view = map.view();
        Bucket bucket = require(view, bucketId, mapVersion);
        if (map.behind()) {
            throw new StoreFailure.NotKept("target " + self + " has yet to fetch a newer map");
        }
        if (!view.home(bucket.name(), name).equals(Optional.of(self))) {
            throw new StoreFailure.NotKept("target " + self + " does not keep " + name + " any more");
        }
        Optional<NodeId> next = view.nextHome(bucket.name(), name);
        if (next.isPresent() && !next.get().equals(self)) {
            throw new StoreFailure.NotKept("target " + next.get() + " is about to keep " + name);
        }
    }

    @Override
    public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
        MapCopy.View view = map.view();
        Bucket bucket = require(view, bucketId, mapVersion);
        Optional<NodeId> home = view.home(bucket.name(), name);
        if (home.isEmpty() || home.get().equals(self)) {
            throw new StoreFailure.NotKept("target " + self + " keeps " + name + " itself");
        }
    }

    @Override
    public boolean mayBeElsewhere(long bucketId, ObjectName name) {
        MapCopy.View view = map.view();
        Optional<Bucket> bucket = view.bucket(bucketId);
        if (bucket.isEmpty()) {
            // Of a bucket that has certainly ended nothing comes back; one that the map does not know yet may be
            // anywhere.
            return !view.ended(bucketId);
        }
        return !view.home(bucket.get().name(), name).equals(Optional.of(self))
                || !view.formerHomes(bucket.get().name(), name, self, 0).isEmpty();
    }

    private static Bucket require(MapCopy.View view, long bucketId, long mapVersion) throws StoreFailure {
        if (view.placementVersion() != mapVersion) {
            throw new StoreFailure.NotKept("map version is " + view.placementVersion() + " here, not " + mapVersion);
        }
        // A bucket that was made a moment ago may be younger than the map here, which follows.
        return view.bucket(bucketId)
                .orElseThrow(() -> view.ended(bucketId)
                        ? new StoreFailure.BucketDropped(bucketId)
                        : new StoreFailure.NotKept("bucket " + bucketId + " is younger than the map here"));
    }
}
