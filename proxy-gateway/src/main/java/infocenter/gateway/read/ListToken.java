package infocenter.gateway.read;

import infocenter.core.xaction.XactionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a listing; enough to go on at any gateway.
 *
 * @param xaction list-objects xaction whose idle time a page begins anew, or null for a plain listing
 * @param bucketId the bucket
 * @param prefix names start with it
 * @param after names are greater; empty at the beginning
 */
public record ListToken(@Nullable XactionId xaction, long bucketId, String prefix, String after) {
    private static final int CHARS_MAX = 8_192;

    /** Text for a URL. */
    public String encoded() {
        String text = (xaction == null ? "" : xaction.value())
                + '\n'
                + bucketId
                + '\n'
                + prefix.length()
                + '\n'
                + prefix
                + after;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads {@link #encoded}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static ListToken parse(String encoded) {
        try {
            if (encoded.length() > CHARS_MAX) {
                throw new IllegalArgumentException("too long");
            }
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 4);
            int prefixChars = Integer.parseInt(parts[2]);
            return new ListToken(
                    parts[0].isEmpty() ? null : new XactionId(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[3].substring(0, prefixChars),
                    parts[3].substring(prefixChars));
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException("token: not one that a listing gave", wrong);
        }
    }

    /** The place after that name. */
    public ListToken after(String name) {
        return new ListToken(xaction, bucketId, prefix, name);
    }
}
