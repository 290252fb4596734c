package infocenter.target.store;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Every bucket's index, and the count of all their objects against its limit. Any thread. */
final class ObjectIndex {

    private final int objectsMax;
    private final AtomicInteger objects = new AtomicInteger();
    private final Map<Long, BucketIndex> buckets = new ConcurrentHashMap<>();

    ObjectIndex(int objectsMax) {
        this.objectsMax = objectsMax;
    }

    /** The bucket's index, made if there is none. */
    BucketIndex bucket(long bucketId) {
        return buckets.computeIfAbsent(bucketId, id -> new BucketIndex());
    }

    /** The bucket's index, if there is one. */
    @Nullable
    BucketIndex present(long bucketId) {
        return buckets.get(bucketId);
    }

    /** Forgets the bucket; a writing that began before finds another index and gives up. */
    @Nullable
    BucketIndex drop(long bucketId) {
        return buckets.remove(bucketId);
    }

    /** Ids of the buckets with objects. */
    SortedSet<Long> ids() {
        SortedSet<Long> ids = new TreeSet<>();
        buckets.forEach((id, bucket) -> {
            if (!bucket.isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Throws if one more name would be refused; asked before a client sends gigabytes for nothing. */
    void requireRoom() throws StoreFailure.TooManyObjects {
        if (objects.get() >= objectsMax) {
            throw new StoreFailure.TooManyObjects(objectsMax);
        }
    }

    /** Counts one more name, or refuses it. */
    void admit() throws StoreFailure.TooManyObjects {
        if (objects.incrementAndGet() > objectsMax) {
            objects.decrementAndGet();
            throw new StoreFailure.TooManyObjects(objectsMax);
        }
    }

    /** Counts what was found at the start, also beyond a limit that was lowered since. */
    void found() {
        objects.incrementAndGet();
    }

    /** Counts one name less. */
    void leave() {
        objects.decrementAndGet();
    }
}
