/** What a process can tell of itself, whatever its role. Reads files; not for event loops. */
@NullMarked
package infocenter.process;

import org.jspecify.annotations.NullMarked;
