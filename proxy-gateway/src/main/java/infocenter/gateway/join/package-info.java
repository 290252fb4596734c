/**
 * How a gateway process comes into a cluster: its identity on disk, {@code init}, and admission through gateways that are in it.
 */
@NullMarked
package infocenter.gateway.join;

import org.jspecify.annotations.NullMarked;
