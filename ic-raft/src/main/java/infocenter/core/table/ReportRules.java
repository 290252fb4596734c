package infocenter.core.table;

import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;

/** Runs that end. */
record ReportRules(Draft draft) {

    /**
     * Expects of each that the run is not terminal, as that attempt of that incarnation (promise G9). A finished or failed one counts
     * also when its start was never acknowledged; under an abort intent it becomes aborted, since the accepted abort wins. A stopped
     * one counts only under an intent. A finished rebalance has balanced its target, also one that is being aborted. A gone one counts only while it was running, and its policy says what becomes of it. Passes
     * over all others. Applied when one changed anything; a repeat has nothing to do.
     */
    Outcome report(Command.RecordReports command) {
        boolean changed = false;
        for (RunEnd end : command.ends()) {
            Xaction row = draft.xactions.find(end.id());
            Run run = row == null ? null : RunRules.meant(row, end.target(), end.incarnation(), end.attempt());
            if (row != null && run != null) {
                Xaction next = after(row, run, end);
                if (end.how() == RunEnd.How.FINISHED) {
                    new BalanceRules(draft).finished(row, run);
                }
                new RowRules(draft).write(row, next);
                changed |= next != row;
            }
        }
        return changed ? draft.applied("") : draft.alreadyDone("");
    }

    /** The row as that end leaves it; the same when the end does not count. */
    private Xaction after(Xaction row, Run run, RunEnd end) {
        boolean aborting = row.abort() != null;
        return switch (end.how()) {
            case FINISHED, FAILED -> ended(row, run, end, aborting ? new RunState.Aborted() : state(end));
            case STOPPED -> aborting ? ended(row, run, end, new RunState.Aborted()) : row;
            case GONE ->
                run.state() instanceof RunState.Running ? new LossRules(draft).lost(row, run, "its run was gone") : row;
        };
    }

    private RunState state(RunEnd end) {
        return end.how() == RunEnd.How.FINISHED
                ? new RunState.Finished()
                : new RunState.Failed(Texts.cut(end.error(), draft.limits().errorCharsMax()));
    }

    /** A report that there is an end is also the proof that there was a beginning. */
    private Xaction ended(Xaction row, Run run, RunEnd end, RunState state) {
        Run counted = end.counters().reaches(run.counters())
                ? run.reported(end.sequence(), end.counters())
                : run.reported(end.sequence(), run.counters());
        Xaction next = row.with(counted.ended(state, draft.shown()));
        return end.how() == RunEnd.How.STOPPED ? next : next.withRuns(next.runs(), true);
    }
}
