/**
 * Judges recorded histories: what clients asked of the xaction table and what they were told, one operation a line. A history is read
 * strictly, bound to rows, and held against the rules that {@code docs/reliability.md} names; the verdict says which operations cannot all be
 * true. Pure and of one thread; knows nothing of the table's code, so that a mistake there is not repeated here.
 */
@NullMarked
package infocenter.check;

import org.jspecify.annotations.NullMarked;
