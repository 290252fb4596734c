package infocenter.core.xaction;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A checksum that somebody expects of a content.
 *
 * @param type how it is computed
 * @param hex lower case
 */
public record ContentChecksum(Type type, String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    /** The ways that are understood. */
    public enum Type {
        /** Seed 0: what the store itself keeps. */
        XXH64(16),
        CRC32C(8),
        MD5(32),
        SHA256(64);

        private final int digits;

        Type(int digits) {
            this.digits = digits;
        }

        /** The name used on the wire: lower case. */
        public String shown() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code type:hex}, for example {@code sha256:9f86...}.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static ContentChecksum parse(String text) {
        int colon = text.indexOf(':');
        for (Type type : Type.values()) {
            if (colon > 0 && type.shown().equals(text.substring(0, colon))) {
                String hex = text.substring(colon + 1).toLowerCase(Locale.ROOT);
                if (hex.length() != type.digits || !HEX.matcher(hex).matches()) {
                    throw new IllegalArgumentException(
                            "checksum " + type.shown() + " must have " + type.digits + " hexadecimal digits");
                }
                return new ContentChecksum(type, hex);
            }
        }
        throw new IllegalArgumentException("checksum must begin with xxh64:, crc32c:, md5: or sha256:");
    }

    /** As it is read. */
    public String shown() {
        return type.shown() + ":" + hex;
    }
}
