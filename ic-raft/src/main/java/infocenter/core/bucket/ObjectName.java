package infocenter.core.bucket;

/**
 * The name of an object within its bucket, after one percent-decoding. Gateway and target refuse nonsense by this one
 * constructor, so what the one lets in the other can keep.
 *
 * <p>1 to {@value #BYTES_MAX} bytes of UTF-8; no control character; no segment between slashes that is empty; no
 * segment {@code .} or {@code ..}, where a backslash and a percent-encoded dot, slash or backslash count too, since
 * somebody behind us may decode once more. The {@link IllegalArgumentException} names the rule that was broken and
 * never the name, which may be huge or hostile. The natural order is that of the UTF-8 bytes: pages of a list are
 * sorted by it.
 */
public record ObjectName(String value) implements Comparable<ObjectName> {

    /** More bytes than this is refused: the limit of S3 and of most stores that speak its language. */
    public static final int BYTES_MAX = 1_024;

    public ObjectName {
        int bytes = Utf8Order.utf8Length(value);
        if (bytes == Utf8Order.UNPAIRED) {
            throw new IllegalArgumentException("object name must be Unicode text: it has half of a surrogate pair");
        }
        if (bytes < 1 || bytes > BYTES_MAX) {
            throw new IllegalArgumentException("object name must be 1 to 1,024 bytes of UTF-8: it has " + bytes);
        }
        for (int at = 0; at < value.length(); at++) {
            if (Character.isISOControl(value.charAt(at))) {
                throw new IllegalArgumentException("object name must not have control characters: one is at " + at);
            }
        }
        refuseEmptySegments(value);
        refuseDotSegments(value, "object name must not have a segment '.' or '..'");
        if (value.indexOf('%') >= 0) {
            refuseDotSegments(
                    decodedSeparators(value), "object name must not have a percent-encoded segment '.' or '..'");
        }
    }

    /** By UTF-8 bytes, unsigned; not by UTF-16 units, which sort an emoji before a private-use character. */
    @Override
    public int compareTo(ObjectName other) {
        return Utf8Order.INSTANCE.compare(value, other.value);
    }

    /** True if the name begins with it; the empty prefix begins every name. */
    public boolean startsWith(String prefix) {
        return value.startsWith(prefix);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void refuseEmptySegments(String name) {
        if (name.startsWith("/") || name.endsWith("/") || name.contains("//")) {
            throw new IllegalArgumentException(
                    "object name must not have an empty segment: no '/' first or last, no '//'");
        }
    }

    private static void refuseDotSegments(String name, String rule) {
        int start = 0;
        for (int at = 0; at <= name.length(); at++) {
            boolean ends = at == name.length() || name.charAt(at) == '/' || name.charAt(at) == '\\';
            if (ends) {
                int length = at - start;
                if ((length == 1 || length == 2) && name.regionMatches(start, "..", 0, length)) {
                    throw new IllegalArgumentException(rule);
                }
                start = at + 1;
            }
        }
    }

    /** Only the three characters that traversal is made of; any other escape is an ordinary part of the name. */
    private static String decodedSeparators(String name) {
        return name.replace("%2e", ".")
                .replace("%2E", ".")
                .replace("%2f", "/")
                .replace("%2F", "/")
                .replace("%5c", "\\")
                .replace("%5C", "\\");
    }
}
