/**
 * The seeded simulation: a whole cluster in one thread, on a virtual clock, under faults that one seed draws. The core, the wire
 * formats, snapshots, sessions and read rounds are the real ones; Raft's log, the network, disks and targets are modelled.
 */
@NullMarked
package infocenter.sim;

import org.jspecify.annotations.NullMarked;
