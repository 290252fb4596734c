package infocenter.target.store;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A client's own keys and values, kept with the object. They travel in headers, so no control characters, and no
 * {@code =} or comma in a key; else an {@link IllegalArgumentException} with the rule that was broken.
 */
public record CustomMetadata(SortedMap<String, String> entries) {

    /** More bytes of UTF-8, keys and values together, are refused: they must fit a header with room to spare. */
    public static final int BYTES_MAX = 4_096;

    /** More entries are refused. */
    public static final int ENTRIES_MAX = 64;

    /** None. */
    public static final CustomMetadata EMPTY = new CustomMetadata(new TreeMap<>());

    public CustomMetadata {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        if (entries.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "custom metadata may have " + ENTRIES_MAX + " entries: it has " + entries.size());
        }
        int bytes = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (key.isBlank() || key.indexOf('=') >= 0 || key.indexOf(',') >= 0) {
                throw new IllegalArgumentException(
                        "custom metadata needs keys that are not blank, without = and comma");
            }
            if ((key + entry.getValue()).chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("custom metadata must not have control characters");
            }
            bytes += key.getBytes(StandardCharsets.UTF_8).length;
            bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "custom metadata may have " + BYTES_MAX + " bytes of UTF-8: it has " + bytes);
        }
    }

    /** Of any map. */
    public static CustomMetadata of(Map<String, String> entries) {
        return entries.isEmpty() ? EMPTY : new CustomMetadata(new TreeMap<>(entries));
    }
}
