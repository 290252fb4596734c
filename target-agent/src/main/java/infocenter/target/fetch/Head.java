package infocenter.target.fetch;

import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status line and headers of an answer. Fields that come twice are joined by a comma, as HTTP has it.
 *
 * @param status three digits
 * @param reason what stands behind it
 * @param lasting true when the connection may serve another request
 * @param fields by lower-case name
 */
record Head(int status, String reason, boolean lasting, TreeMap<String, String> fields) {
    private static final int BYTES_MAX = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9][0-9])(?: (.*))?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * Reads one; those that only say "go on" are passed over.
     *
     * @return null if the connection ended before the first byte
     */
    static @org.jspecify.annotations.Nullable Head read(Line line, long untilNanos) throws FetchFailure {
        Reader reader = new Reader(line, untilNanos);
        while (true) {
            String first = reader.text();
            if (first == null) {
                return null;
            }
            Matcher status = STATUS.matcher(first);
            if (!status.matches()) {
                throw FetchFailure.lasting("the server does not speak HTTP/1.1");
            }
            TreeMap<String, String> fields = reader.fields();
            int code = Integer.parseInt(status.group(2));
            if (code >= 200) {
                boolean lasting = status.group(1).equals("1")
                        && !fields.getOrDefault("connection", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("close");
                return new Head(
                        code, status.group(3) == null ? "" : status.group(3).strip(), lasting, fields);
            }
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** The entity tag if it vouches for every byte; empty for a weak one and for none. */
    String strongEtag() {
        String etag = field("etag");
        return etag.length() > 2 && etag.length() <= 256 && etag.startsWith("\"") ? etag : "";
    }

    private static final class Reader {
        private final Line line;
        private final long untilNanos;
        private int left = BYTES_MAX;
        private boolean begun;

        Reader(Line line, long untilNanos) {
            this.line = line;
            this.untilNanos = untilNanos;
        }

        @org.jspecify.annotations.Nullable
        String text() throws FetchFailure {
            StringBuilder text = new StringBuilder();
            while (true) {
                int c = line.read(untilNanos);
                if (c < 0 && !begun) {
                    return null;
                }
                begun = true;
                if (c < 0) {
                    throw FetchFailure.passing("the connection ended within the head of an answer");
                }
                if (--left < 0) {
                    throw FetchFailure.lasting("the head of the answer is longer than " + BYTES_MAX + " bytes");
                }
                if (c == '\n') {
                    return text.toString();
                }
                if (c == '\r') {
                    continue;
                }
                if (c < ' ' && c != '\t' || c == 0x7F) {
                    throw FetchFailure.lasting("the head of the answer has control characters");
                }
                text.append((char) c);
            }
        }

        TreeMap<String, String> fields() throws FetchFailure {
            TreeMap<String, String> fields = new TreeMap<>();
            while (true) {
                String text = text();
                if (text == null || text.isEmpty()) {
                    return fields;
                }
                int colon = text.indexOf(':');
                if (colon < 1 || !NAME.matcher(text.substring(0, colon)).matches()) {
                    throw FetchFailure.lasting("the head of the answer has a line that is no field");
                }
                fields.merge(
                        text.substring(0, colon).toLowerCase(Locale.ROOT),
                        text.substring(colon + 1).strip().replace('\t', ' '),
                        (one, other) -> one + "," + other);
            }
        }
    }
}
