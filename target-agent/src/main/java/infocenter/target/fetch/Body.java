package infocenter.target.fetch;

import java.util.Locale;

/** The content of an answer, to its announced end. A connection that ends before is a failure, never the end of the content. */
final class Body {
    private enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private static final int CHUNK_LINE_MAX = 256;

    private final Line line;
    private final Framing framing;
    private final long length;
    private long left;
    private long got;
    private boolean over;

    private Body(Line line, Framing framing, long length) {
        this.line = line;
        this.framing = framing;
        this.length = length;
        this.left = Math.max(0, length);
    }

    static Body of(Line line, Head head) throws FetchFailure {
        String coding = head.field("transfer-encoding").toLowerCase(Locale.ROOT);
        if (coding.equals("chunked")) {
            return new Body(line, Framing.CHUNKED, -1);
        }
        if (!coding.isEmpty() && !coding.equals("identity")) {
            throw FetchFailure.lasting("the server sends in a coding that nobody asked for: " + coding);
        }
        String length = head.field("content-length");
        return length.isEmpty()
                ? new Body(line, Framing.UNTIL_CLOSE, -1)
                : new Body(line, Framing.LENGTH, number(length));
    }

    /** Bytes announced; -1 for none. */
    long length() {
        return length;
    }

    /** True when the end of the connection is all that tells the end of the content. */
    boolean endless() {
        return framing == Framing.UNTIL_CLOSE;
    }

    /** At least one byte into the array, or -1 at the end of the content. */
    int read(byte[] into, long untilNanos) throws FetchFailure {
        if (!over && left == 0 && framing != Framing.UNTIL_CLOSE) {
            over = framing == Framing.LENGTH || !nextChunk(untilNanos);
        }
        if (over) {
            return -1;
        }
        int most = framing == Framing.UNTIL_CLOSE ? into.length : (int) Math.min(into.length, left);
        int read = line.read(into, most, untilNanos);
        if (read < 0) {
            if (framing == Framing.UNTIL_CLOSE) {
                over = true;
                return -1;
            }
            throw FetchFailure.passing("stopped after " + got + (length < 0 ? " bytes" : " of " + length + " bytes"));
        }
        got += read;
        left -= read;
        return read;
    }

    private boolean nextChunk(long untilNanos) throws FetchFailure {
        if (got > 0 && !text(untilNanos).isEmpty()) {
            throw FetchFailure.lasting("a chunk of the answer is longer than it says");
        }
        String size = text(untilNanos);
        int semicolon = size.indexOf(';');
        String hex = (semicolon < 0 ? size : size.substring(0, semicolon)).strip();
        if (hex.isEmpty() || hex.length() > 15 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw FetchFailure.lasting("a chunk of the answer does not say its size");
        }
        left = Long.parseLong(hex, 16);
        if (left > 0) {
            return true;
        }
        while (!text(untilNanos).isEmpty()) {
            // Trailers say nothing that is asked for.
        }
        return false;
    }

    private String text(long untilNanos) throws FetchFailure {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = line.read(untilNanos);
            if (c < 0) {
                throw FetchFailure.passing("stopped after " + got + " bytes");
            }
            if (c == '\n') {
                return text.toString();
            }
            if (text.length() == CHUNK_LINE_MAX) {
                throw FetchFailure.lasting("a chunk of the answer does not say its size");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
    }

    private static long number(String text) throws FetchFailure {
        // The same length twice is one length; anything else is an answer cut out of another one.
        String first = text.indexOf(',') < 0
                ? text
                : text.substring(0, text.indexOf(',')).strip();
        for (String each : text.split(",", -1)) {
            if (!each.strip().equals(first)) {
                throw FetchFailure.lasting("the answer has two lengths");
            }
        }
        if (first.isEmpty() || first.length() > 18 || !first.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw FetchFailure.lasting("the answer has no length that is a number");
        }
        return Long.parseLong(first);
    }
}
