package infocenter.core.xaction;

import java.util.regex.Pattern;

/**
 * Names one xaction for ever; minted by the gateway that registers it (or by its client) before the entry is logged.
 *
 * @param value 1 to 64 of {@code [A-Za-z0-9_-]}, not starting with {@code -} or {@code _}
 */
public record XactionId(String value) implements Comparable<XactionId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    public XactionId {
        if (value.length() > 64 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("xaction id must be 1 to 64 of [A-Za-z0-9_-], not starting with - or _");
        }
    }

    @Override
    public int compareTo(XactionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
