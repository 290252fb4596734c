package infocenter.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives equal values one object while a snapshot is read: a million rows name the same few kinds, buckets, targets and callers. For one
 * read on one thread.
 */
final class SharedValues {
    /** Beyond, values are taken as they come. */
    private static final int DISTINCT_MAX = 100_000;

    private final Map<Object, Object> seen = new HashMap<>();

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        Object first = seen.get(value);
        if (first != null) {
            return (T) first;
        }
        if (seen.size() < DISTINCT_MAX) {
            seen.put(value, value);
        }
        return value;
    }
}
