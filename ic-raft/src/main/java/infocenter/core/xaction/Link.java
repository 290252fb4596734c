package infocenter.core.xaction;

import infocenter.core.bucket.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * One thing to download.
 *
 * @param url where it is
 * @param name the object that it becomes, before anything is put in front of it
 * @param checksum that the content must have; null when nobody knows
 * @param size bytes that the content must have; -1 when nobody knows
 */
public record Link(WebUrl url, String name, @Nullable ContentChecksum checksum, long size) {
    /** Says nothing of the size. */
    public static final long SIZE_UNKNOWN = -1;

    public Link {
        new ObjectName(name);
        if (size < SIZE_UNKNOWN) {
            throw new IllegalArgumentException("size must not be negative");
        }
    }

    /** A link that says no more than where; the name is the last segment of the path. */
    public static Link of(WebUrl url) {
        return new Link(url, url.lastSegment(), null, SIZE_UNKNOWN);
    }
}
