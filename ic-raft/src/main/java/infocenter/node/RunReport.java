package infocenter.node;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;

/**
 * A run has ended by itself. Kept by its target, and repeated, until the table shows that run terminal.
 *
 * @param id the xaction
 * @param attempt which attempt
 * @param sequence the target's own number of this report, from 1 in each incarnation
 * @param error empty when all went well
 * @param counters work done
 */
public record RunReport(XactionId id, int attempt, long sequence, String error, Counters counters) {}
