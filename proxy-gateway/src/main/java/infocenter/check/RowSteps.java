package infocenter.check;

import infocenter.check.Operation.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills rows with what happened to them: one step for each operation, or two where an answer is younger than the effect. */
final class RowSteps {
    private final Rows rows;
    private final Rules rules;

    RowSteps(Rows rows, Rules rules) {
        this.rows = rows;
        this.rules = rules;
    }

    void fill(History history) {
        for (Operation operation : history.operations()) {
            marks(operation);
            Row row = rows.of(operation);
            if (row != null && operation.op() == Op.START && operation.outcome() != Operation.Outcome.FAIL) {
                row.startCalled(operation);
            }
        }
        for (Operation operation : history.operations()) {
            if (operation.conflict()) {
                refusal(operation);
            } else if (operation.outcome() == Operation.Outcome.FAIL) {
                continue;
            } else if (operation.op() == Op.LIST) {
                list(operation);
            } else {
                one(operation);
            }
        }
    }

    /** Who aborted a row is believed, whatever the answer's level; one mark frees one row. */
    private void marks(Operation operation) {
        if (operation.ok()) {
            for (Told told : operation.rows()) {
                Row row = rows.ofId(told.id());
                if (row != null && told.abortedBySystem()) {
                    row.abortsByItself();
                }
            }
        }
    }

    /** Refusing a start for its key means having seen the key's row, unless it may have been removed since. */
    private void refusal(Operation refusal) {
        Row row = rows.ofKey(refusal.key());
        if (row != null) {
            row.steps().add(Step.read(refusal, rules.allowPurge() ? States.LIVE.with(RowState.PURGED) : States.LIVE));
            row.provenBy(refusal);
        }
    }

    private void list(Operation list) {
        if (!list.ok() || !list.linearizable()) {
            return;
        }
        Map<Row, RowState> said = new HashMap<>();
        for (Told told : list.rows()) {
            Row row = rows.ofId(told.id());
            if (row != null && told.state() != null) {
                said.put(row, told.state());
            }
        }
        for (Row row : rows.all()) {
            RowState state = said.get(row);
            if (state != null) {
                row.steps().add(Step.read(list, States.of(state)));
                row.told(state, list);
            } else if (!list.partial() && mayBeThere(row, list)) {
                row.steps().add(Step.read(list, States.GONE));
            }
        }
    }

    /** A row that no start can have made yet is missing from a list in any case. */
    private static boolean mayBeThere(Row row, Operation list) {
        Operation start = row.firstStart();
        return row.isOfSystem() || start != null && start.call() <= list.back();
    }

    private void one(Operation operation) {
        Row row = rows.of(operation);
        if (operation.op() == Op.STATUS && !(operation.ok() && operation.linearizable()) || row == null) {
            return;
        }
        if (operation.op() == Op.ABORT) {
            row.abortCalled(operation);
        }
        Told told = operation.told();
        RowState state = operation.ok() && told != null ? told.state() : null;
        States states = state == null ? States.NONE : States.of(state);
        if (state != null) {
            row.told(state, operation);
        } else if (operation.op() == Op.START && operation.ok()) {
            row.provenBy(operation);
        }
        Step step = switch (operation.op()) {
            case START -> new Step(operation, Step.Kind.START, operation.ok(), states, operation.created());
            case FINISH -> new Step(operation, Step.Kind.FINISH, operation.ok(), states, null);
            case ABORT -> new Step(operation, Step.Kind.ABORT, operation.ok(), states, null);
            case STATUS, LIST -> Step.read(operation, operation.gone() ? States.GONE : states);
        };
        if (state != null && readLater(operation, state)) {
            row.steps().add(step.withoutState());
            row.steps().add(Step.read(operation, states));
        } else {
            row.steps().add(step);
        }
    }

    /** A new row, or one just aborted, may have moved on between the effect and the reading of the state. */
    private static boolean readLater(Operation operation, @Nullable RowState state) {
        return switch (operation.op()) {
            case START -> state != RowState.CREATED && !Objects.equals(operation.created(), Boolean.FALSE);
            case ABORT -> state == RowState.ABORTED;
            case FINISH, STATUS, LIST -> false;
        };
    }
}
