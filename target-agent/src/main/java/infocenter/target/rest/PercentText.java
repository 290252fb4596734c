package infocenter.target.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of names in paths: UTF-8, a slash stays, a plus is a plus. */
final class PercentText {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String PLAIN = UNRESERVED + "/!$&'()*+,;=:@";

    private PercentText() {}

    /**
     * Decodes once.
     *
     * @throws IllegalArgumentException with the rule that was broken
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && isAscii(text)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < raw.length; at++) {
            if (raw[at] != '%') {
                bytes.write(raw[at]);
                continue;
            }
            int high = at + 2 < raw.length ? Character.digit(raw[at + 1], 16) : -1;
            int low = at + 2 < raw.length ? Character.digit(raw[at + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("must have two hexadecimal digits after each %");
            }
            bytes.write(high << 4 | low);
            at += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException bad) {
            throw new IllegalArgumentException("must be UTF-8 after decoding", bad);
        }
    }

    /** For a path. */
    static String encode(String name) {
        return encode(name, PLAIN);
    }

    /** For a header's name or value, or one value of a query: only letters, digits and -._~ stay. */
    static String encodeAll(String text) {
        return encode(text, UNRESERVED);
    }

    private static String encode(String name, String plain) {
        StringBuilder text = new StringBuilder(name.length() + 16);
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (each > 0 && plain.indexOf(each) >= 0) {
                text.append((char) each);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(each >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(each & 0xf, 16)));
            }
        }
        return text.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }
}
