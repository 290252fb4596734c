/**
 * A target's two doors, the public one for objects and the one for other nodes, and its calls to the doors of other targets. Doors run
 * on event loops that never block: disks are read and written on the disk threads, orders are taken on the orders thread.
 */
@NullMarked
package infocenter.target.rest;

import org.jspecify.annotations.NullMarked;
