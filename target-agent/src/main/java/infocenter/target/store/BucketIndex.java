package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import infocenter.core.bucket.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one bucket, sorted by name, in memory. Readers take no lock; writers of one name are kept apart by the
 * store. A bucket that is dropped and written again has another index, so a write that began before can tell.
 */
final class BucketIndex {

    private final ConcurrentNavigableMap<String, IndexEntry> entries = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);

    /** The name's entry, a tombstone too. */
    @Nullable
    IndexEntry find(ObjectName name) {
        return entries.get(name.value());
    }

    /** The name's object. */
    @Nullable
    IndexEntry findObject(ObjectName name) {
        IndexEntry entry = find(name);
        return entry == null || entry.deleted() ? null : entry;
    }

    @Nullable
    IndexEntry put(ObjectName name, IndexEntry entry) {
        return entries.put(name.value(), entry);
    }

    void remove(ObjectName name) {
        entries.remove(name.value());
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Iterable<Map.Entry<String, IndexEntry>> all() {
        return entries.entrySet();
    }

    /** Objects whose names begin with the prefix and come after {@code after}, which need be no name that exists. */
    ListPage page(String prefix, String after, int limit) {
        List<ObjectInfo> page = new ArrayList<>();
        boolean more = each(prefix, after, (name, entry) -> {
            if (entry.deleted()) {
                return true;
            }
            return page.size() < limit && page.add(entry.info(name));
        });
        return new ListPage(List.copyOf(page), more);
    }

    /** The same with tombstones. */
    KeptPage walk(String prefix, String after, int limit) {
        List<Kept> page = new ArrayList<>();
        boolean more = each(prefix, after, (name, entry) -> page.size() < limit && page.add(entry.kept(name)));
        return new KeptPage(List.copyOf(page), more);
    }

    /** Tombstones left before that wall time, the first of them behind that name. */
    List<Kept> tombstones(long beforeMillis, String after, int max) {
        List<Kept> old = new ArrayList<>();
        each("", after, (name, entry) -> {
            if (entry.deleted() && entry.createdMillis() < beforeMillis) {
                old.add(entry.kept(name));
            }
            return old.size() < max;
        });
        return old;
    }

    private interface Visit {
        /** False to see no more. */
        boolean on(ObjectName name, IndexEntry entry);
    }

    /** True when the visitor had enough before the end. */
    private boolean each(String prefix, String after, Visit visit) {
        ConcurrentNavigableMap<String, IndexEntry> from = Utf8Order.INSTANCE.compare(after, prefix) >= 0
                ? entries.tailMap(after, false)
                : entries.tailMap(prefix, true);
        for (Map.Entry<String, IndexEntry> entry : from.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return false;
            }
            if (!visit.on(new ObjectName(entry.getKey()), entry.getValue())) {
                return true;
            }
        }
        return false;
    }
}
