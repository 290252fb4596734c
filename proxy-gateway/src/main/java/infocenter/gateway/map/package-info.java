/**
 * This gateway's copy of the cluster map and what follows from it: members, buckets, homes of objects. Immutable values behind one
 * volatile field; any thread reads, the map's own follower publishes.
 */
@NullMarked
package infocenter.gateway.map;

import org.jspecify.annotations.NullMarked;
