package infocenter.gateway.ais.bucket;

import infocenter.gateway.ais.AisFields;
import java.util.Arrays;
import java.util.List;

/**
 * One page of a bucket as a client asks for it.
 *
 * @param uuid of the listing, which the first page gave; empty for the first
 * @param prefix names begin with it
 * @param after names are behind this one; empty at the beginning
 * @param size at most so many names
 * @param props wanted of each object
 * @param flags bit set
 */
record ListQuery(String uuid, String prefix, String after, int size, List<String> props, long flags) {
    static final int PAGE_MAX = 10_000;

    private static final long NAMES_ONLY = 1L << 4;
    private static final long NAMES_AND_SIZES = 1L << 5;
    private static final long NOT_CACHED = 1L << 9;
    private static final long REMOTE_ONLY = 1L << 10;
    private static final long NO_RECURSION = 1L << 11;

    static ListQuery of(AisFields message) {
        String token = message.text("continuation_token");
        long size = message.whole("pagesize", 0);
        long flags = message.whole("flags", 0);
        return new ListQuery(
                message.text("uuid"),
                message.text("prefix"),
                token.isEmpty() ? message.text("start_after") : token,
                size < 1 || size > PAGE_MAX ? PAGE_MAX : (int) size,
                props(message.text("props"), flags),
                flags);
    }

    /** Whether only one level is wanted. */
    boolean oneLevel() {
        return (flags & NO_RECURSION) != 0;
    }

    /** Whether only what is not in this cluster is wanted: of its own buckets that is nothing. */
    boolean elsewhere() {
        return (flags & (NOT_CACHED | REMOTE_ONLY)) != 0;
    }

    private static List<String> props(String text, long flags) {
        if ((flags & NAMES_ONLY) != 0) {
            return List.of("name");
        }
        if ((flags & NAMES_AND_SIZES) != 0 || text.isEmpty()) {
            return List.of("name", "size");
        }
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
