package infocenter.core.xaction;

/** Percent-decoding to UTF-8 text, strictly: what is no text in the end is refused. */
final class PercentText {
    private static final String NOT_UTF_8 = "percent-encoded bytes must be UTF-8";

    private final String text;
    private int at;

    private PercentText(String text) {
        this.text = text;
    }

    /**
     * Decodes it once.
     *
     * @throws IllegalArgumentException for a half escape, or bytes that are no UTF-8
     */
    static String decode(String text) {
        PercentText reader = new PercentText(text);
        StringBuilder decoded = new StringBuilder();
        while (reader.at < text.length()) {
            if (text.charAt(reader.at) == '%') {
                decoded.appendCodePoint(reader.codePoint());
            } else {
                decoded.append(text.charAt(reader.at++));
            }
        }
        return decoded.toString();
    }

    private int codePoint() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        int code = first & (0x3F >> more);
        for (int i = 0; i < more; i++) {
            int next = at < text.length() && text.charAt(at) == '%' ? octet() : 0;
            require((next & 0xC0) == 0x80);
            code = code << 6 | next & 0x3F;
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        require(first >= 0xC2 && first <= 0xF4 && code >= least && code <= Character.MAX_CODE_POINT);
        require(code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
        return code;
    }

    private int octet() {
        int high = digit(at + 1);
        int low = digit(at + 2);
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a percent sign must begin an escape of two hexadecimal digits");
        }
        at += 3;
        return high << 4 | low;
    }

    private int digit(int index) {
        return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(NOT_UTF_8);
        }
    }
}
