/**
 * Use cases that only read: rows of the table at one moment, names and errors from the targets merged into one answer.
 */
@NullMarked
package infocenter.gateway.read;

import org.jspecify.annotations.NullMarked;
