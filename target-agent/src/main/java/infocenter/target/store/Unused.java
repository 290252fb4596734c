package infocenter.target.store;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * An object that may go to make room. The natural order is by last use, the oldest first.
 *
 * @param mount root of the mount path that it lies on
 * @param usedMillis wall time of its last use
 */
public record Unused(long bucketId, ObjectInfo object, Path mount, long usedMillis) implements Comparable<Unused> {
    private static final Comparator<Unused> OLDEST_FIRST = Comparator.comparingLong(Unused::usedMillis)
            .thenComparingLong(Unused::bucketId)
            .thenComparing(unused -> unused.object().name());

    @Override
    public int compareTo(Unused other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
