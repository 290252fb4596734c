package infocenter.node;

import infocenter.core.command.Outcome;

/**
 * What became of a join.
 *
 * @param clusterId whose cluster it is now in
 * @param outcome {@code Applied.sequence} or {@code AlreadyDone.sequence} is a gateway's session
 */
public record JoinAnswer(String clusterId, Outcome outcome) {}
