package infocenter.gateway.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of path segments (RFC 3986), strictly and once. A plus sign is a plus sign. Any thread. */
public final class PercentCoding {
    private static final String UNRESERVED = "-._~!$&'()*+,;=:@";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /**
     * Decodes once.
     *
     * @param field named by the refusal
     * @throws BadEscape for a wrong escape, or bytes that are no UTF-8
     */
    public static String decode(String field, String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
        int at = 0;
        while (at < encoded.length()) {
            char unit = encoded.charAt(at);
            if (unit == '%') {
                bytes.put((byte) hex(field, encoded, at + 1));
                at += 3;
            } else {
                int codePoint = encoded.codePointAt(at);
                bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(codePoint);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notText) {
            throw new BadEscape(field, field + ": percent-encoded bytes must be UTF-8");
        }
    }

    /** Encodes a name whose slashes separate segments and stay. */
    public static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length() + 16);
        for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            if (c == '/' || c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
            }
        }
        return encoded.toString();
    }

    private static int hex(String field, String encoded, int at) {
        if (at + 2 <= encoded.length()) {
            int high = Character.digit(encoded.charAt(at), 16);
            int low = Character.digit(encoded.charAt(at + 1), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw new BadEscape(field, field + ": a percent sign must begin an escape of two hexadecimal digits");
    }
}
