package infocenter.target.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one content.
 *
 * @param bytesMax a longer one is refused
 * @param size that it must have; -1 when nobody knows
 * @param checked true when the caller compares a checksum, so that a server need not tell the length
 * @param retries further tries after the first; one that brought the content forward for good is not counted
 * @param within longest time for all tries; time spent waiting for permission does not count
 * @param known what is here already; null for nothing
 */
public record Wanted(
        long bytesMax,
        long size,
        boolean checked,
        int retries,
        Duration within,
        @Nullable Known known) {
    /**
     * What a server once said of a content that is here.
     *
     * @param etag entity tag, empty for none
     * @param modified date of the last change, empty for none
     * @param size bytes
     */
    public record Known(String etag, String modified, long size) {}
}
