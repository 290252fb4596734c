package infocenter.core.table;

import infocenter.core.xaction.Abort;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;

/** Writes changed rows: the end is stored once, at the first terminal phase, and watchers hear of every phase. */
record RowRules(Draft draft) {

    /** Puts {@code after} in the place of {@code before}, which is not terminal. */
    void write(Xaction before, Xaction after) {
        if (after == before) {
            return;
        }
        Phase phase = after.phase();
        Xaction row = phase.terminal() ? ended(after, phase) : after;
        draft.xactions = draft.xactions.put(row);
        if (phase.terminal()) {
            new BalanceRules(draft).over(row);
            new RenameRules(draft).over(row);
        }
        if (phase != before.phase()) {
            draft.event("xaction." + phase.shown(), row, detail(row));
        }
    }

    private Xaction ended(Xaction row, Phase phase) {
        Abort abort = row.abort();
        Origin cause = phase == Phase.ABORTED && abort != null ? abort.cause() : row.origin();
        return row.withEnd(
                new End(draft.now(), draft.shown(), cause, error(row)),
                Texts.cutBytes(row.arguments(), draft.limits().argumentBytesKept()));
    }

    /** Why it was aborted, else what its runs say. */
    private String error(Xaction row) {
        Abort abort = row.abort();
        if (abort != null) {
            String why = abort.caller().why();
            return why.isEmpty() ? "aborted" : why;
        }
        StringBuilder errors = new StringBuilder();
        for (Run run : row.runs().values()) {
            String error = error(run.state());
            if (!error.isEmpty() && errors.length() < draft.limits().errorCharsMax()) {
                errors.append(errors.length() == 0 ? "" : "; ")
                        .append(run.target())
                        .append(": ")
                        .append(error);
            }
        }
        return Texts.cut(errors.toString(), draft.limits().errorCharsMax());
    }

    private static String error(RunState state) {
        if (state instanceof RunState.Failed failed) {
            return failed.error().isEmpty() ? "failed" : failed.error();
        }
        return state instanceof RunState.Lost lost ? "lost: " + lost.reason() : "";
    }

    private static String detail(Xaction row) {
        End end = row.end();
        if (end != null) {
            return end.error();
        }
        Abort abort = row.abort();
        return abort == null ? "" : abort.caller().why();
    }
}
