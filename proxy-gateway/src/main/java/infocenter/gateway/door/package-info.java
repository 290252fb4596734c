/**
 * What every public door gets: the use cases, and the seam by which it mounts its routes. Doors import this room, never the reverse.
 */
@NullMarked
package infocenter.gateway.door;

import org.jspecify.annotations.NullMarked;
