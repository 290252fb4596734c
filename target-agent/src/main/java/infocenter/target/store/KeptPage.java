package infocenter.target.store;

import java.util.List;

/**
 * A part of all that is here of a bucket, tombstones too.
 *
 * @param entries ascending by the UTF-8 bytes of their names
 * @param more whether another page may follow; its {@code after} is the last name of this one
 */
public record KeptPage(List<Kept> entries, boolean more) {}
