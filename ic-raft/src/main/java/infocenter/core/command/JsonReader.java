package infocenter.core.command;

import infocenter.core.bucket.Utf8Order;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pcollections.TreePMap;

/** Reads one JSON text by recursive descent. For one call on one thread. */
final class JsonReader {
    /** Deeper nesting is refused, so that hostile text cannot exhaust the stack. */
    static final int DEPTH_MAX = 32;

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final int WHOLE_CHARS_MAX = 20;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Json whole() {
        if (Utf8Order.utf8Length(text) == Utf8Order.UNPAIRED) {
            throw wrong("Unicode text");
        }
        Json value = value(0);
        skipSpace();
        if (at < text.length()) {
            throw wrong("the end");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > DEPTH_MAX) {
            throw wrong("at most " + DEPTH_MAX + " levels");
        }
        skipSpace();
        char next = peek();
        return switch (next) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Flag(true));
            case 'f' -> word("false", new Json.Flag(false));
            case 'n' -> word("null", new Json.Nothing());
            default -> number();
        };
    }

    private Json object(int depth) {
        at++;
        TreePMap<String, Json> fields = TreePMap.empty();
        skipSpace();
        if (took('}')) {
            return new Json.Fields(fields);
        }
        do {
            skipSpace();
            if (peek() != '"') {
                throw wrong("a name");
            }
            String name = string();
            if (fields.containsKey(name)) {
                throw wrong("each name once");
            }
            skipSpace();
            take(':');
            fields = fields.plus(name, value(depth + 1));
            skipSpace();
        } while (took(','));
        take('}');
        return new Json.Fields(fields);
    }

    private Json array(int depth) {
        at++;
        ArrayList<Json> values = new ArrayList<>();
        skipSpace();
        if (took(']')) {
            return new Json.Items(values);
        }
        do {
            values.add(value(depth + 1));
            skipSpace();
        } while (took(','));
        take(']');
        return new Json.Items(values);
    }

    private String string() {
        at++;
        StringBuilder read = new StringBuilder();
        while (true) {
            char next = peek();
            if (next < 0x20) {
                throw wrong("no control character in a string");
            }
            at++;
            if (next == '"') {
                break;
            }
            read.append(next == '\\' ? escaped() : next);
        }
        String value = read.toString();
        if (Utf8Order.utf8Length(value) == Utf8Order.UNPAIRED) {
            throw wrong("Unicode text");
        }
        return value;
    }

    private char escaped() {
        char next = peek();
        at++;
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("an escape");
        };
    }

    private char unit() {
        int unit = 0;
        for (int digit = 0; digit < 4; digit++) {
            char next = peek();
            // Not Character.digit: it takes the digits of every script.
            int value = next < 0x80 ? Character.digit(next, 16) : -1;
            if (value < 0) {
                throw wrong("four hexadecimal digits");
            }
            unit = unit * 16 + value;
            at++;
        }
        return (char) unit;
    }

    private Json number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("a value");
        }
        at = matcher.end();
        String written = matcher.group();
        if (written.length() <= WHOLE_CHARS_MAX
                && written.chars().allMatch(unit -> unit == '-' || (unit >= '0' && unit <= '9'))) {
            try {
                return new Json.Whole(Long.parseLong(written));
            } catch (NumberFormatException tooLarge) {
                return new Json.Decimal(written);
            }
        }
        return new Json.Decimal(written);
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private boolean took(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void take(char wanted) {
        if (!took(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("not JSON at character " + at + ": expected " + expected);
    }
}
