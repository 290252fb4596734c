package infocenter.gateway.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A place in a list, opaque to clients; of one cluster epoch and one filter, and checked, so that a changed or foreign one is refused.
 *
 * @param below rows registered before that sequence follow
 */
record Cursor(long below) {
    private static final int BYTES = Long.BYTES + Integer.BYTES;
    private static final int CHARS_MAX = 64;

    /** For a URL. */
    String encoded(long epoch, String filter) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(below)
                .putInt(check(below, epoch, filter))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads {@link #encoded} of the same epoch and filter; anything else is refused. */
    static Cursor decode(String text, long epoch, String filter) {
        if (text.length() <= CHARS_MAX) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
                if (bytes.remaining() == BYTES) {
                    long below = bytes.getLong();
                    if (below > 0 && bytes.getInt() == check(below, epoch, filter)) {
                        return new Cursor(below);
                    }
                }
            } catch (IllegalArgumentException noBase64) {
                // Answered below.
            }
        }
        throw new Refusal(Problem.of(
                        400, "bad-cursor", "cursor: not one that this list gave with these filters; begin without one")
                .with("field", "cursor"));
    }

    private static int check(long below, long epoch, String filter) {
        CRC32 sum = new CRC32();
        sum.update((below + "|" + epoch + "|" + filter).getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
