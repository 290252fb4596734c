package infocenter.core.table;

import infocenter.core.cluster.Node;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Policy;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;

/**
 * What becomes of runs whose target is gone (design section 4, point 7). A loss and what its policy makes of it are one change:
 * between them the phase could be seen to turn back.
 */
record LossRules(Draft draft) {

    /** The node is not up from here on. An owed run stays owed: its start-by decides, unless it is being aborted. */
    void down(Node node, String why) {
        for (XactionId id : draft.xactions.active().values()) {
            Xaction row = draft.xactions.find(id);
            Run run = row == null ? null : row.runs().get(node.id());
            if (row == null || run == null || run.state().terminal()) {
                continue;
            }
            if (run.state() instanceof RunState.Owed && row.abort() == null) {
                continue;
            }
            new RowRules(draft).write(row, lost(row, run, why));
        }
    }

    /**
     * The node is up as a newer incarnation. A first attempt that is still owed cannot start any more, and its start-by aborts the
     * whole: started everywhere or nowhere. A later attempt is lost like a running one.
     */
    void replaced(Node node) {
        for (XactionId id : draft.xactions.active().values()) {
            Xaction row = draft.xactions.find(id);
            Run run = row == null ? null : row.runs().get(node.id());
            if (row == null || run == null || run.state().terminal() || run.incarnation() == node.incarnation()) {
                continue;
            }
            if (run.state() instanceof RunState.Owed && run.attempt() == 1 && row.abort() == null) {
                continue;
            }
            new RowRules(draft).write(row, lost(row, run, "restarted as incarnation " + node.incarnation()));
        }
    }

    /** The row without that run, as its policy says; not yet written. */
    Xaction lost(Xaction row, Run run, String why) {
        if (row.abort() != null) {
            return row.with(run.ended(new RunState.Aborted(), draft.shown()));
        }
        boolean again = run.attempt() < draft.limits().attemptsMax();
        if (row.policy() == Policy.RESTART && again) {
            return interrupted(row, run, why);
        }
        String reason = Texts.cut(why, draft.limits().errorCharsMax());
        Xaction without = row.with(run.ordered(draft.command).ended(new RunState.Lost(reason), draft.shown()));
        draft.event("run.lost", without, run.target() + ": " + reason);
        return row.policy() == Policy.CONTINUE
                ? without
                : new AbortRules(draft)
                        .intended(
                                without,
                                Origin.SYSTEM,
                                Caller.system(Texts.cut(
                                        "target " + run.target() + " was lost: " + reason, Caller.WHY_CHARS_MAX)));
    }

    /** The window opens once: a node that goes and comes cannot keep it open. */
    private Xaction interrupted(Xaction row, Run run, String why) {
        if (run.state() instanceof RunState.Interrupted) {
            return row;
        }
        long until = draft.now() + draft.rules.windowMillis(row.kind());
        Xaction waiting = row.with(run.with(new RunState.Interrupted(until)));
        draft.event("run.interrupted", waiting, run.target() + ": " + why);
        return waiting;
    }
}
