package infocenter.target.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a content that a reader wants, by RFC 9110 section 14. One range only; several, other units and what cannot be read are
 * ignored, so the whole is sent.
 *
 * @param first offset
 * @param length in bytes
 * @param partial false when it is the whole because nothing else was asked
 */
record ByteRange(long first, long length, boolean partial) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /**
     * Of a content of that size; null when the range begins beyond its end.
     */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        Matcher matcher = ONE.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            return whole(size);
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty() && to.isEmpty()) {
            return whole(size);
        }
        if (from.isEmpty()) {
            long last = Math.min(Long.parseLong(to), size);
            return satisfiable(size - last, last, size);
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return whole(size);
        }
        return satisfiable(first, end - first + 1, size);
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    private static ByteRange whole(long size) {
        return new ByteRange(0, size, false);
    }

    private static @Nullable ByteRange satisfiable(long first, long length, long size) {
        return first >= size || length <= 0 ? null : new ByteRange(first, length, true);
    }
}
