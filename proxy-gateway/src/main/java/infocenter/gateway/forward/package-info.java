/**
 * Follow-up requests at a gateway without a table go to a member, streamed both ways. Runs on the request's own event loop.
 */
@NullMarked
package infocenter.gateway.forward;

import org.jspecify.annotations.NullMarked;
