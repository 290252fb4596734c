/**
 * The benchmark's way to a bare Raft group on the members' servers. Mounted on the node door only where {@code raft.bench} is set; runs on
 * a thread of its own.
 */
@NullMarked
package infocenter.gateway.bench;

import org.jspecify.annotations.NullMarked;
