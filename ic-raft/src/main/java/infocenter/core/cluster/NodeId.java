package infocenter.core.cluster;

import java.util.regex.Pattern;

/**
 * Names a gateway or target.
 *
 * @param value 1 to 64 of {@code [A-Za-z0-9._-]}, starting with a letter or digit
 */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public NodeId {
        if (value.length() > 64 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "node id must be 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
