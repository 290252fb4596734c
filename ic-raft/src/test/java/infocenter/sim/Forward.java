package infocenter.sim;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;

/** Rows only go forward: nothing is lost, nothing turns back, and what is over never changes. */
final class Forward {
    private Forward() {}

    static void hold(Journal journal, Information before, Change change) {
        Information after = change.information();
        journal.require(
                change.outcomes().stream()
                        .noneMatch(outcome ->
                                outcome instanceof Outcome.Refused refused && refused.reason() == Reason.BUG),
                () -> "no rule fails: " + change.outcomes());
        if (before.xactions() == after.xactions()) {
            return;
        }
        for (Xaction row : before.xactions().rows().values()) {
            Xaction next = after.xactions().find(row.id());
            if (next != row) {
                moved(journal, row, next);
            }
        }
    }

    private static void moved(Journal journal, Xaction row, Xaction next) {
        journal.require(next != null, () -> "no row is lost: " + row.id() + " is gone");
        if (next == null || next.equals(row)) {
            return;
        }
        journal.require(!row.phase().terminal(), () -> "terminal rows never change: " + row + " became " + next);
        journal.require(
                forward(row.phase(), next.phase()),
                () -> "states only go forward: " + row.id() + " from " + row.phase() + " to " + next.phase());
        journal.require(
                row.abort() == null || row.abort().equals(next.abort()),
                () -> "an abort sticks: " + row.id() + " had " + row.abort());
        for (Run run : row.runs().values()) {
            Run later = next.runs().get(run.target());
            journal.require(
                    later != null && (!run.state().terminal() || later.equals(run)),
                    () -> "terminal runs never change: " + row.id() + " " + run + " became " + later);
            journal.require(
                    later != null && later.attempt() >= run.attempt() && steps(run, later),
                    () -> "runs only go forward: " + row.id() + " " + run + " became " + later);
        }
    }

    private static boolean forward(Phase was, Phase is) {
        return is == Phase.FINISHED ? was != Phase.ABORTING : is.compareTo(was) >= 0;
    }

    private static boolean steps(Run run, Run later) {
        return later.attempt() > run.attempt()
                || run.state() instanceof RunState.Owed
                || !(later.state() instanceof RunState.Owed);
    }
}
