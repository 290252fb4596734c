package infocenter.core.table;

import infocenter.core.command.Outcome;
import java.util.List;

/**
 * What applying one entry made.
 *
 * @param information the next value
 * @param outcomes one per command, in their order
 */
public record Change(Information information, List<Outcome> outcomes) {}
