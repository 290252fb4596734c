package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Every bucket's index, and what they take together against the limit. Any thread. */
final class ObjectIndex {

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong tombstones = new AtomicLong();
    private final Map<Long, BucketIndex> buckets = new ConcurrentHashMap<>();
    private volatile LongPredicate closed = bucketId -> false;

    ObjectIndex(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Buckets whose objects nobody may change; asked under the name's lock, so it must answer at once. */
    void closed(LongPredicate buckets) {
        closed = buckets;
    }

    /** Throws if nobody may change objects of this bucket now. */
    void requireOpen(long bucketId) throws StoreFailure.BucketClosed {
        if (closed.test(bucketId)) {
            throw new StoreFailure.BucketClosed(bucketId);
        }
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

    /** Ids of the buckets with objects or tombstones. */
    SortedSet<Long> ids() {
        SortedSet<Long> ids = new TreeSet<>();
        buckets.forEach((id, bucket) -> {
            if (!bucket.isEmpty()) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Throws if this new name would be refused; asked before a client sends gigabytes for nothing. */
    void requireRoom(ObjectName name) throws StoreFailure.IndexFull {
        if (bytes.get() + StoreLimits.indexBytes(name.value()) > bytesMax) {
            throw new StoreFailure.IndexFull(bytesMax);
        }
    }

    /** Counts a new name, or refuses it. */
    void admit(ObjectName name) throws StoreFailure.IndexFull {
        if (bytes.addAndGet(StoreLimits.indexBytes(name.value())) > bytesMax) {
            leave(name.value());
            throw new StoreFailure.IndexFull(bytesMax);
        }
    }

    /** Counts what was found at the start, also beyond a limit that was lowered since. */
    void found(ObjectName name) {
        bytes.addAndGet(StoreLimits.indexBytes(name.value()));
    }

    /** A name is gone. */
    void leave(String name) {
        bytes.addAndGet(-StoreLimits.indexBytes(name));
    }

    /** An entry was put in the place of another one, or of none. */
    void changed(@Nullable IndexEntry from, @Nullable IndexEntry to) {
        if (from != null && from.deleted()) {
            tombstones.decrementAndGet();
        }
        if (to != null && to.deleted()) {
            tombstones.incrementAndGet();
        }
    }

    /** How many deletes have left a trace. */
    long tombstones() {
        return tombstones.get();
    }

    /** What all names take. */
    long bytes() {
        return bytes.get();
    }
}
