package infocenter.core.xaction;

import infocenter.core.cluster.NodeId;

/**
 * One target's share of a xaction.
 *
 * @param target who works
 * @param incarnation the target's incarnation that the current attempt is meant for; another one refuses the start
 * @param attempt 1 for the first start, n+1 after a restart
 * @param sequence sequence of the command that caused the order now due for this run: its start or restart, or the abort
 * @param state where it stands
 * @param startByMillis elapsed time by which the current attempt must be acknowledged, or the xaction is aborted
 * @param counters work of the current attempt as last reported
 * @param plannedObjects objects that the current attempt will handle, 0 while unknown
 * @param idle true while a run of an idling kind waits for requests
 * @param reportSequence the target's own number of the last report taken; lower ones change nothing
 * @param startShownMillis wall time of the first acknowledgement, 0 before
 * @param endShownMillis wall time of the end, 0 before
 * @param pace how its counters move while it is under way
 */
public record Run(
        NodeId target,
        long incarnation,
        int attempt,
        long sequence,
        RunState state,
        long startByMillis,
        Counters counters,
        long plannedObjects,
        boolean idle,
        long reportSequence,
        long startShownMillis,
        long endShownMillis,
        Pace pace) {
    /** The first attempt, owed. */
    public static Run owed(NodeId target, long incarnation, long sequence, long startByMillis) {
        return new Run(
                target,
                incarnation,
                1,
                sequence,
                new RunState.Owed(),
                startByMillis,
                Counters.ZERO,
                0,
                false,
                0,
                0,
                0,
                Pace.NONE);
    }

    /** The same run in another state. */
    public Run with(RunState next) {
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                next,
                startByMillis,
                counters,
                plannedObjects,
                idle,
                reportSequence,
                startShownMillis,
                endShownMillis,
                pace);
    }

    /**
     * Its target says that it runs; the first time counts as the start.
     *
     * @param nowMillis elapsed time
     */
    public Run started(long nowMillis, long shownMillis) {
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                new RunState.Running(),
                startByMillis,
                counters,
                plannedObjects,
                idle,
                reportSequence,
                startShownMillis == 0 ? shownMillis : startShownMillis,
                endShownMillis,
                Pace.begun(nowMillis, counters));
    }

    /** Over, at that wall time. */
    public Run ended(RunState end, long shownMillis) {
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                end,
                startByMillis,
                counters,
                plannedObjects,
                false,
                reportSequence,
                startShownMillis,
                shownMillis,
                Pace.NONE);
    }

    /** With another order due: that of the command with this sequence. */
    public Run ordered(long commandSequence) {
        return new Run(
                target,
                incarnation,
                attempt,
                commandSequence,
                state,
                startByMillis,
                counters,
                plannedObjects,
                idle,
                reportSequence,
                startShownMillis,
                endShownMillis,
                pace);
    }

    /** With what its target counted, told at that elapsed time. */
    public Run counted(long nowMillis, Counters nextCounters, long nextPlanned, boolean nextIdle) {
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                state,
                startByMillis,
                nextCounters,
                nextPlanned,
                nextIdle,
                reportSequence,
                startShownMillis,
                endShownMillis,
                counters.equals(nextCounters) ? pace : pace.moved(nowMillis, nextCounters));
    }

    /** With its target's report of that number taken. */
    public Run reported(long nextReport, Counters nextCounters) {
        return new Run(
                target,
                incarnation,
                attempt,
                sequence,
                state,
                startByMillis,
                nextCounters,
                plannedObjects,
                idle,
                nextReport,
                startShownMillis,
                endShownMillis,
                pace);
    }

    /** The next attempt, owed by that incarnation: nothing of the last one counts. */
    public Run again(long nextIncarnation, long commandSequence, long nextStartByMillis) {
        return new Run(
                target,
                nextIncarnation,
                attempt + 1,
                commandSequence,
                new RunState.Owed(),
                nextStartByMillis,
                Counters.ZERO,
                0,
                false,
                0,
                startShownMillis,
                0,
                Pace.NONE);
    }
}
