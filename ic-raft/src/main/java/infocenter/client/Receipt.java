package infocenter.client;

import infocenter.core.command.Outcome;

/**
 * A command's outcome and where it stands in the log.
 *
 * @param outcome what came of it
 * @param term of its entry
 * @param index of its entry
 */
public record Receipt(Outcome outcome, long term, long index) {}
