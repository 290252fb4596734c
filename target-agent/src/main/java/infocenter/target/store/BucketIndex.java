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

    @Nullable
    IndexEntry find(ObjectName name) {
        return entries.get(name.value());
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

    /** Names that begin with the prefix and come after {@code after}, which need be no name that exists. */
    ListPage page(String prefix, String after, int limit) {
        ConcurrentNavigableMap<String, IndexEntry> from = Utf8Order.INSTANCE.compare(after, prefix) >= 0
                ? entries.tailMap(after, false)
                : entries.tailMap(prefix, true);
        List<ObjectInfo> page = new ArrayList<>();
        for (Map.Entry<String, IndexEntry> entry : from.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (page.size() == limit) {
                return new ListPage(List.copyOf(page), true);
            }
            page.add(entry.getValue().info(new ObjectName(entry.getKey())));
        }
        return new ListPage(List.copyOf(page), false);
    }
}
