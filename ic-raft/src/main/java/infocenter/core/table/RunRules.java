package infocenter.core.table;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordAcknowledgements.Acknowledgement;
import infocenter.core.command.Command.RecordProgress.Progress;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import org.jspecify.annotations.Nullable;

/** Runs that start, go on and are started again. */
record RunRules(Draft draft) {

    /**
     * Expects of each that the run is owed, or interrupted, as that attempt of that incarnation, and that its node is up as that
     * incarnation: a run on a node that is not up could become running by a late answer, and nothing would end it. Passes over all
     * others, and over rows that are being aborted. Applied when one changed anything; a repeat has nothing to do.
     */
    Outcome acknowledge(Command.RecordAcknowledgements command) {
        boolean changed = false;
        for (Acknowledgement acknowledgement : command.acknowledgements()) {
            changed |= acknowledge(acknowledgement);
        }
        return changed ? draft.applied("") : draft.alreadyDone("");
    }

    private boolean acknowledge(Acknowledgement said) {
        Xaction row = draft.xactions.find(said.id());
        Run run = row == null ? null : meant(row, said.target(), said.incarnation(), said.attempt());
        Node node = draft.node(said.target());
        if (row == null || run == null || row.abort() != null || node == null || !node.livesAs(run.incarnation())) {
            return false;
        }
        if (run.state() instanceof RunState.Running) {
            return false;
        }
        Xaction next = row.with(run.started(draft.now(), draft.shown()));
        new RowRules(draft).write(row, next.withRuns(next.runs(), true));
        if (run.state() instanceof RunState.Interrupted) {
            draft.event("run.resumed", next, run.target().value());
        }
        return true;
    }

    /**
     * Expects of each that the run is running as that attempt of that incarnation, and that no counter falls. Passes over all others.
     * Applied when one changed anything; a repeat has nothing to do. Makes no events: progress is not history.
     */
    Outcome progress(Command.RecordProgress command) {
        boolean changed = false;
        for (Progress progress : command.progress()) {
            changed |= progress(progress);
        }
        return changed ? draft.applied("") : draft.alreadyDone("");
    }

    private boolean progress(Progress said) {
        Xaction row = draft.xactions.find(said.id());
        Run run = row == null ? null : meant(row, said.target(), said.incarnation(), said.attempt());
        if (row == null
                || run == null
                || !(run.state() instanceof RunState.Running)
                || !said.counters().reaches(run.counters())) {
            return false;
        }
        Run counted = run.counted(draft.now(), said.counters(), said.plannedObjects(), said.idle());
        if (counted.equals(run)) {
            return false;
        }
        draft.xactions = draft.xactions.put(row.with(counted));
        return true;
    }

    /**
     * Expects an interrupted run of that attempt in a row without an intent, and a target that is up as that incarnation. Refuses any
     * other, and says which rule it broke. The next attempt is owed, with a start-by of its own. A repeat has nothing to do.
     */
    Outcome restart(Command.RestartRun command) {
        XactionId id = command.id();
        Xaction row = draft.xactions.find(id);
        if (row == null) {
            return AbortRules.noSuchXaction(id);
        }
        Run run = row.runs().get(command.target());
        Node node = draft.node(command.target());
        if (run == null || node == null) {
            return NodeRules.noSuchNode(command.target());
        }
        if (run.attempt() == command.attempt() + 1 && run.incarnation() == command.incarnation()) {
            return draft.alreadyDone(id.value());
        }
        if (row.end() != null) {
            return Draft.refused(Reason.ALREADY_ENDED, id.value(), "xaction " + id + " has ended");
        }
        if (run.attempt() != command.attempt()) {
            return Draft.refused(Reason.WRONG_VERSION, id.value(), "the run is at attempt " + run.attempt());
        }
        if (row.abort() != null || !(run.state() instanceof RunState.Interrupted)) {
            return Draft.refused(
                    Reason.WRONG_STATE, id.value(), "only an interrupted run of a xaction that goes on starts again");
        }
        if (!node.up()) {
            return Draft.refused(Reason.TARGET_DOWN, node.id().value(), "target " + node.id() + " is down");
        }
        if (node.incarnation() != command.incarnation()) {
            return NodeRules.staleIncarnation(node);
        }
        long startBy = draft.now() + draft.limits().restartStartBy().toMillis();
        Xaction next = row.with(run.again(command.incarnation(), draft.command, startBy));
        new RowRules(draft).write(row, next);
        draft.event("run.restarted", next, run.target() + ": attempt " + (run.attempt() + 1));
        return draft.applied(id.value());
    }

    /** The target's run if it is that attempt of that incarnation and not terminal, else null. */
    static @Nullable Run meant(Xaction row, NodeId target, long incarnation, int attempt) {
        Run run = row.runs().get(target);
        return run != null
                        && run.incarnation() == incarnation
                        && run.attempt() == attempt
                        && !run.state().terminal()
                ? run
                : null;
    }
}
