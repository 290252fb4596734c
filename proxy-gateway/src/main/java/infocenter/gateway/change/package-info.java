/** A command and the table read after it, for use cases that answer with what became of a wish. Any thread. */
@NullMarked
package infocenter.gateway.change;

import org.jspecify.annotations.NullMarked;
