/** Registers and removes transformers. The doors knock; any thread. */
@NullMarked
package infocenter.gateway.transform;

import org.jspecify.annotations.NullMarked;
