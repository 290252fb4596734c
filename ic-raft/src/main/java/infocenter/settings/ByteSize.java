package infocenter.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, in YAML a number or a text such as {@code 64MiB}.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})\\s*(|B|KIB|MIB|GIB|TIB|KB|MB|GB|TB)");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("size must not be negative: " + bytes);
        }
    }

    /** Reads {@code 10GiB}, {@code 500 MB} or {@code 4096}. */
    public static ByteSize parse(String text) {
        Matcher matcher = SHAPE.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "size must be a number with B, KiB, MiB, GiB, TiB, KB, MB, GB or TB: " + text);
        }
        String unit = matcher.group(2);
        int power = unit.length() < 2 ? 0 : "KMGT".indexOf(unit.charAt(0)) + 1;
        long base = unit.endsWith("IB") ? 1_024 : 1_000;
        long factor = 1;
        for (int i = 0; i < power; i++) {
            factor *= base;
        }
        return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    }
}
