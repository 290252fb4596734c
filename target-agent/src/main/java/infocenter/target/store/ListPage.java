package infocenter.target.store;

import java.util.List;

/**
 * A part of a bucket's list.
 *
 * @param objects ascending by the UTF-8 bytes of their names
 * @param more whether another page may follow; its {@code after} is the last name of this one
 */
public record ListPage(List<ObjectInfo> objects, boolean more) {}
