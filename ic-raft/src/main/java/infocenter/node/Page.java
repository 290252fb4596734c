package infocenter.node;

import java.util.List;

/**
 * One page of one target.
 *
 * @param entries sorted by the UTF-8 bytes of their names
 * @param more true when names follow
 */
public record Page(List<Entry> entries, boolean more) {
    /** One object. */
    public record Entry(String name, long size, String checksum, long modifiedMillis, String version) {}
}
