package infocenter.core.bucket;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A range of names, such as {@code shard-{0001..0100}.tar} or {@code {0..9}/{00..99..3}}: text with ranges
 * {@code {first..last}} or {@code {first..last..step}} of whole numbers. As many digits as {@code first} has are kept. Names come in
 * counting order, the last range fastest.
 *
 * @param parts text and ranges in turn
 */
public record NameTemplate(List<Part> parts) {
    /** More names than this is refused: whoever wants them all has a prefix. */
    public static final int NAMES_MAX = 1_000_000;

    /** More ranges than this is refused. */
    public static final int RANGES_MAX = 8;

    /** Text that every name has, or a range of numbers. */
    public sealed interface Part {
        /** As it is. */
        record Text(String text) implements Part {}

        /** {@code first}, {@code first + step}, up to {@code last}, with at least so many digits. */
        record Range(long first, long last, long step, int digits) implements Part {
            /** How many numbers. */
            long count() {
                return (last - first) / step + 1;
            }
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with the rule that it breaks
     */
    public static NameTemplate parse(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int plainEnd = open < 0 ? text.length() : open;
            if (text.substring(at, plainEnd).indexOf('}') >= 0) {
                throw new IllegalArgumentException("template has a } without its {");
            }
            if (plainEnd > at) {
                parts.add(new Part.Text(text.substring(at, plainEnd)));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("template has a { without its }");
            }
            parts.add(range(text.substring(open + 1, close)));
            at = close + 1;
        }
        return checked(new NameTemplate(parts));
    }

    /** How many names. */
    public long count() {
        long count = 1;
        for (Part part : parts) {
            if (part instanceof Part.Range range) {
                count = Math.multiplyExact(count, range.count());
            }
        }
        return count;
    }

    /** The names, made one by one. */
    public Iterator<String> names() {
        long count = count();
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return name(next++);
            }
        };
    }

    /** The last of the names: no other is longer. */
    public String last() {
        return name(count() - 1);
    }

    private String name(long ordinal) {
        List<String> pieces = new ArrayList<>();
        long rest = ordinal;
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i) instanceof Part.Range range) {
                long value = range.first() + rest % range.count() * range.step();
                rest /= range.count();
                String digits = Long.toString(value);
                pieces.add(0, "0".repeat(Math.max(0, range.digits() - digits.length())) + digits);
            } else if (parts.get(i) instanceof Part.Text text) {
                pieces.add(0, text.text());
            }
        }
        return String.join("", pieces);
    }

    private static Part.Range range(String inner) {
        String[] words = inner.split("\\.\\.", -1);
        if (words.length != 2 && words.length != 3) {
            throw new IllegalArgumentException(
                    "template range must be {first..last} or {first..last..step}: {" + inner + "}");
        }
        long first = number(words[0], inner);
        long last = number(words[1], inner);
        long step = words.length == 3 ? number(words[2], inner) : 1;
        if (last < first) {
            throw new IllegalArgumentException("template range must not be reversed: {" + inner + "}");
        }
        if (step < 1) {
            throw new IllegalArgumentException("template step must be at least 1: {" + inner + "}");
        }
        return new Part.Range(first, last, step, words[0].length());
    }

    private static long number(String word, String inner) {
        if (word.isEmpty() || word.length() > 15 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "template range must have whole numbers of 1 to 15 digits: {" + inner + "}");
        }
        return Long.parseLong(word);
    }

    private static NameTemplate checked(NameTemplate template) {
        if (template.parts().stream().filter(Part.Range.class::isInstance).count() > RANGES_MAX) {
            throw new IllegalArgumentException("template must have at most " + RANGES_MAX + " ranges");
        }
        try {
            if (template.count() > NAMES_MAX) {
                throw new IllegalArgumentException(
                        "template must give at most " + NAMES_MAX + " names: it gives " + template.count());
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("template must give at most " + NAMES_MAX + " names", e);
        }
        return template;
    }
}
