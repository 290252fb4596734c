/** A gateway: the doors for clients, and the use cases behind them. Imports no class of a target. */
@NullMarked
package infocenter.gateway;

import org.jspecify.annotations.NullMarked;
