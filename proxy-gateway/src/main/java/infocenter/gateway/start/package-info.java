/**
 * Use cases that write a xaction's row: start and abort. Asynchronous; futures complete on the client's or the broadcast's thread.
 */
@NullMarked
package infocenter.gateway.start;

import org.jspecify.annotations.NullMarked;
