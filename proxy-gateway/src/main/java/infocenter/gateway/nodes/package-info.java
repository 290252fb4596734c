/** What operators want of nodes: maintenance, decommissioning, forgetting. Uses the client alone; any thread. */
@NullMarked
package infocenter.gateway.nodes;

import org.jspecify.annotations.NullMarked;
