/**
 * Everything that says Ratis: the member's state machine, its server, its own read rounds, and the client that puts commands
 * into the group. The gateway starts it and hands it the way to its peers; it calls back on threads of its own, never on one
 * of Ratis'.
 */
@NullMarked
package infocenter.member;

import org.jspecify.annotations.NullMarked;
