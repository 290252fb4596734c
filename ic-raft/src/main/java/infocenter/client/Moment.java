package infocenter.client;

import infocenter.core.table.Information;

/**
 * The table at one moment.
 *
 * @param information the value
 * @param term in which the read was confirmed, or of the last applied entry for a stale one
 * @param index that the value contains at least
 */
public record Moment(Information information, long term, long index) {}
