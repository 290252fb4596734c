/**
 * A target: the process that keeps objects and does the work of xactions on them. This package puts its rooms together and starts and
 * stops them; the process that plays the role knocks, from any thread.
 */
@NullMarked
package infocenter.target;

import org.jspecify.annotations.NullMarked;
