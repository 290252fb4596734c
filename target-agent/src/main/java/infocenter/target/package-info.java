/** A storage target: objects below mount paths, and the runs of xactions over them. */
@NullMarked
package infocenter.target;

import org.jspecify.annotations.NullMarked;
