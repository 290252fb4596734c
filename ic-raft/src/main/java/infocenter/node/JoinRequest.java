package infocenter.node;

import infocenter.core.command.Command;

/**
 * A process wants in.
 *
 * @param join the command, whose cluster id is empty for a node that has never been in a cluster
 * @param forwarded true when a gateway passes it on: then it is not passed on again
 */
public record JoinRequest(Command.JoinNode join, boolean forwarded) {}
