/**
 * The pure core: {@code Information} is the cluster's memory as an immutable value, and applying a batch to it is the one
 * function that everything else carries commands to. The apply thread of the member calls it; any thread may read the value.
 */
@NullMarked
package infocenter.core.table;

import org.jspecify.annotations.NullMarked;
