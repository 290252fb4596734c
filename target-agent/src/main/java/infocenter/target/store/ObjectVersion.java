package infocenter.target.store;

import java.util.Comparator;

/**
 * Which of two contents of one name is the newer one: the higher wins, on whatever target they meet.
 *
 * @param mapVersion version of the cluster map under which it was written
 * @param counter counts the contents of the name, from 1
 */
public record ObjectVersion(long mapVersion, long counter) implements Comparable<ObjectVersion> {

    private static final Comparator<ObjectVersion> ORDER =
            Comparator.comparingLong(ObjectVersion::mapVersion).thenComparingLong(ObjectVersion::counter);

    public ObjectVersion {
        if (mapVersion < 0 || counter < 1) {
            throw new IllegalArgumentException(
                    "object version needs mapVersion >= 0 and counter >= 1: " + mapVersion + "." + counter);
        }
    }

    /**
     * Reads {@link #toString}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ObjectVersion parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("object version must be mapVersion.counter: " + text);
        }
        return new ObjectVersion(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    }

    @Override
    public int compareTo(ObjectVersion other) {
        return ORDER.compare(this, other);
    }

    /** {@code mapVersion.counter}. */
    @Override
    public String toString() {
        return mapVersion + "." + counter;
    }
}
