/**
 * The fast path of orders to targets, and the acknowledgements that follow into the log. State is owned by one serial executor.
 */
@NullMarked
package infocenter.gateway.broadcast;

import org.jspecify.annotations.NullMarked;
