package infocenter.core.xaction;

import java.util.regex.Pattern;

/**
 * Names arguments that are too large for a row by what they are: equal arguments have one address, and whoever has an address can
 * check what it is given for it.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param bytes how many, 1 to 8 MiB
 */
public record BlobAddress(String sha256, long bytes) {
    /** Largest arguments of a start. */
    public static final long BYTES_MAX = 8L * 1024 * 1024;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHOWN = Pattern.compile("([0-9a-f]{64})-([1-9][0-9]{0,7})");

    public BlobAddress {
        if (!DIGITS.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits");
        }
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException("a blob has 1 to " + BYTES_MAX + " bytes, not " + bytes);
        }
    }

    /** Reads what {@link #toString} wrote. */
    public static BlobAddress parse(String text) {
        var matcher = SHOWN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a blob's address is <sha256>-<bytes>");
        }
        return new BlobAddress(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    /** On every wire, in rows and as a file's name: {@code <sha256>-<bytes>}. */
    @Override
    public String toString() {
        return sha256 + "-" + bytes;
    }
}
