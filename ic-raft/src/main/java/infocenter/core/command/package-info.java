/**
 * What may be written to the log, and what comes of it: commands are imperative, outcomes are past. Data only; the rules are
 * in {@code infocenter.core.table}.
 */
@NullMarked
package infocenter.core.command;

import org.jspecify.annotations.NullMarked;
