package infocenter.core.table;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import org.pcollections.TreePMap;

/** Abort is an intent in the log that sticks (promise G5). */
record AbortRules(Draft draft) {

    /**
     * Expects an active row without an intent. Refuses an unknown one and one that has finished. Runs on nodes that are not up as the
     * run's incarnation end at once; the others when their target acknowledges the stop. A repeat has nothing to do.
     */
    Outcome request(Command.RequestAbort command) {
        Xaction row = draft.xactions.find(command.id());
        if (row == null) {
            return noSuchXaction(command.id());
        }
        if (row.abort() != null) {
            return draft.alreadyDone(command.id().value());
        }
        if (row.end() != null) {
            return Draft.refused(
                    Reason.ALREADY_ENDED,
                    command.id().value(),
                    "xaction " + command.id() + " has " + row.phase().shown() + " already");
        }
        abort(row, command.cause(), command.caller());
        return draft.applied(command.id().value());
    }

    /** Writes the intent; the row may be terminal with it. */
    void abort(Xaction row, Origin cause, Caller caller) {
        new RowRules(draft).write(row, intended(row, cause, caller));
    }

    /** The row with the intent, not yet written. Every run that is not terminal has the stop due from here on. */
    Xaction intended(Xaction row, Origin cause, Caller caller) {
        TreePMap<NodeId, Run> runs = row.runs();
        for (Run run : row.runs().values()) {
            if (!run.state().terminal()) {
                Run stopped = run.ordered(draft.command);
                Node node = draft.node(run.target());
                boolean obeys = node != null && node.livesAs(run.incarnation());
                runs = runs.plus(run.target(), obeys ? stopped : stopped.ended(new RunState.Aborted(), draft.shown()));
            }
        }
        return row.withAbort(new Abort(draft.command, cause, caller, draft.now(), draft.shown()))
                .withRuns(runs, row.acknowledged());
    }

    static Outcome.Refused noSuchXaction(XactionId id) {
        return Draft.refused(Reason.NO_SUCH_XACTION, id.value(), "there is no xaction " + id);
    }
}
