/**
 * What a xaction is: its kind, its row, its runs and their states. Immutable values of the pure core; any thread may read
 * them, none may change them.
 */
@NullMarked
package infocenter.core.xaction;

import org.jspecify.annotations.NullMarked;
