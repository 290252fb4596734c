package infocenter.target.run;

import infocenter.settings.LruSettings;
import infocenter.target.store.MountUsage;
import infocenter.target.store.ObjectStore;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether this target wants the cluster to make room: once when a mount path's use rises to its high watermark, and again when it has
 * fallen below and risen again, or is still there after a cool-down. On the orders thread.
 */
public final class HighWater {
    private final LruSettings watermarks;
    private final ObjectStore store;
    private final MapCopy map;
    private final LongSupplier nanos;
    private long rises;
    private boolean above;
    private long wishedNanos;

    /** With a monotonic clock. */
    public HighWater(LruSettings watermarks, ObjectStore store, MapCopy map, LongSupplier nanos) {
        this.watermarks = watermarks;
        this.store = store;
        this.map = map;
        this.nanos = nanos;
    }

    /** Each mount path's bytes. */
    List<MountUsage> usage() {
        return store.usage();
    }

    /** Number of the present wish, 0 for none; see {@link infocenter.node.SyncAnswer#lruWish}. */
    long wish(List<MountUsage> usage) {
        boolean now = usage.stream().anyMatch(this::high) && anyBucketAllows();
        long at = nanos.getAsLong();
        if (now && (!above || at - wishedNanos >= watermarks.coolDown().toNanos())) {
            rises++;
            wishedNanos = at;
        }
        above = now;
        return now ? rises : 0;
    }

    private boolean high(MountUsage usage) {
        return usage.failing().isEmpty() && usage.percent() >= watermarks.high();
    }

    private boolean anyBucketAllows() {
        return map.view().map().buckets().stream().anyMatch(bucket -> bucket.lru());
    }
}
