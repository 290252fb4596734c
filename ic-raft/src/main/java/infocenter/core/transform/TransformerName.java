package infocenter.core.transform;

import java.util.regex.Pattern;

/**
 * What an operator calls a transformer.
 *
 * @param value 1 to 64 of {@code [A-Za-z0-9._-]}, starting with a letter or digit
 */
public record TransformerName(String value) implements Comparable<TransformerName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public TransformerName {
        if (value.length() > 64 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "transformer name must be 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit");
        }
    }

    @Override
    public int compareTo(TransformerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
