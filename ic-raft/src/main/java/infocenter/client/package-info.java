/**
 * The door to the group: submit a command, read a moment, follow what is applied. Implemented by {@code infocenter.member} at IC
 * members and by a remote client elsewhere; every failure is an {@link infocenter.client.IcFailure}.
 */
@NullMarked
package infocenter.client;

import org.jspecify.annotations.NullMarked;
