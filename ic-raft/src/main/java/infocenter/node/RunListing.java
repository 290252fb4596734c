package infocenter.node;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;

/**
 * One line of a target's inventory: a run that it has, also when its terminal report is only kept.
 *
 * @param id the xaction
 * @param attempt which attempt
 * @param ended true when only its report is kept
 * @param suspended true while the target is out of its lease
 * @param idle true while it waits for requests
 * @param counters work so far
 * @param plannedObjects objects it will handle, 0 while unknown
 */
public record RunListing(
        XactionId id,
        int attempt,
        boolean ended,
        boolean suspended,
        boolean idle,
        Counters counters,
        long plannedObjects) {}
