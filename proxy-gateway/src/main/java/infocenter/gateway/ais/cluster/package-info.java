/** AIStore's view of the cluster: its map, its nodes, its health, and what operators do to them. */
@NullMarked
package infocenter.gateway.ais.cluster;

import org.jspecify.annotations.NullMarked;
