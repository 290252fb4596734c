package infocenter.core.table;

import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;

/** Reads what was refused. */
final class Refusals {
    private Refusals() {}

    static Reason reason(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /** Reason and subject. */
    static String refusal(Outcome outcome) {
        return reason(outcome) + " " + ((Outcome.Refused) outcome).subject();
    }
}
