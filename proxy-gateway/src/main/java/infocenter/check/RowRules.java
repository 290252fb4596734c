package infocenter.check;

import java.util.Objects;

/**
 * The table's contract for one row: how it moves by itself, and what operations do to it. A row goes from created through running to
 * finished, or from created or running through aborting to aborted; never back. Sets of states stand for what cannot be known, since
 * targets move rows on at moments that nobody records.
 *
 * @param mayAbort some answer says that the system aborted it, so it may begin to abort by itself
 * @param mayAppear some answer says that the system started it
 */
record RowRules(Rules rules, boolean mayAbort, boolean mayAppear) {

    /** What the row may have become without anybody's doing. */
    States settle(States from) {
        States now = from;
        if (mayAppear && now.has(RowState.ABSENT)) {
            now = now.with(RowState.CREATED);
        }
        if (now.has(RowState.CREATED)) {
            now = now.with(RowState.RUNNING);
        }
        if (mayAbort && now.has(RowState.RUNNING)) {
            now = now.with(RowState.ABORTING);
        }
        if (!rules.strictFinish() && now.has(RowState.RUNNING)) {
            now = now.with(RowState.FINISHED);
        }
        if (now.has(RowState.ABORTING)) {
            now = now.with(RowState.ABORTED);
        }
        if (rules.allowPurge() && !now.and(States.TERMINAL).none()) {
            now = now.with(RowState.PURGED);
        }
        return now;
    }

    /** What the row may be right after the step; none when the step cannot have happened there. */
    States after(States before, Step step) {
        States now = settle(before);
        return switch (step.kind()) {
            case READ -> now.and(step.told());
            case START -> started(now, step);
            case FINISH -> finished(now, step);
            case ABORT -> aborted(now, step);
        };
    }

    private States started(States now, Step step) {
        States after = States.NONE;
        if (now.has(RowState.ABSENT) && !Objects.equals(step.created(), Boolean.FALSE)) {
            after = after.with(RowState.CREATED);
        }
        if (step.answered() && !Objects.equals(step.created(), Boolean.TRUE)) {
            // A key may outlive its row.
            after = after.or(now.and(States.LIVE.with(RowState.PURGED)));
        }
        return step.told().none() ? after : settle(after).and(step.told());
    }

    private States finished(States now, Step step) {
        if (step.gone()) {
            return now.and(States.GONE);
        }
        States after = now.and(States.of(RowState.ABORTING, RowState.ABORTED));
        if (now.anyOf(RowState.CREATED, RowState.RUNNING, RowState.FINISHED)) {
            after = after.with(RowState.FINISHED);
        }
        return step.told().none() ? after : settle(after).and(step.told());
    }

    private States aborted(States now, Step step) {
        if (step.gone()) {
            return now.and(States.GONE);
        }
        States after = now.and(States.TERMINAL);
        if (now.anyOf(RowState.CREATED, RowState.RUNNING, RowState.ABORTING)) {
            after = after.with(RowState.ABORTING).with(RowState.ABORTED);
        }
        return step.told().none() ? after : after.and(step.told());
    }

    /** Whether a step that was not answered could still do anything to a row that may be these. */
    boolean mayMatter(States now, Step step) {
        return switch (step.kind()) {
            case READ -> false;
            case START -> now.has(RowState.ABSENT);
            case FINISH -> now.anyOf(RowState.ABSENT, RowState.CREATED, RowState.RUNNING);
            case ABORT -> now.anyOf(RowState.ABSENT, RowState.CREATED, RowState.RUNNING, RowState.ABORTING);
        };
    }
}
