package infocenter.core.bucket;

import java.util.Comparator;

/**
 * The order of texts by their unsigned UTF-8 bytes, without making the bytes. It is the order of code points; UTF-16
 * units agree with it except between a surrogate and the units above the surrogates. For {@link ObjectName} and for
 * sorted indexes that look up prefixes, which are no whole names.
 */
public enum Utf8Order implements Comparator<String> {
    /** The one order. */
    INSTANCE;

    /** What {@link #utf8Length} says of a text that UTF-8 cannot carry. */
    public static final int UNPAIRED = -1;

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int at = 0; at < shared; at++) {
            char l = left.charAt(at);
            char r = right.charAt(at);
            if (l != r) {
                return rank(l) - rank(r);
            }
        }
        return left.length() - right.length();
    }

    /** Length in bytes of UTF-8, or {@link #UNPAIRED} if the text has a surrogate without its other half. */
    public static int utf8Length(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit < 0x80) {
                bytes += 1;
            } else if (unit < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(unit)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(unit)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                bytes += 4;
                at++;
            } else {
                return UNPAIRED;
            }
        }
        return bytes;
    }

    /** Surrogates stand for code points above all other units, so they rank above them. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
