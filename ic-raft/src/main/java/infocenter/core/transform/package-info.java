/**
 * Named transformers: what objects can be streamed through. Registered in the log; a start that names one keeps it as it was then.
 * Values only, any thread.
 */
@NullMarked
package infocenter.core.transform;

import org.jspecify.annotations.NullMarked;
