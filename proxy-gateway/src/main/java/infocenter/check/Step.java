package infocenter.check;

import org.jspecify.annotations.Nullable;

/**
 * What one operation did to, or saw of, one row. It happened at one moment between its call and its answer; one that was not answered may
 * happen at any time after its call, or never.
 *
 * @param told states that the answer allows; {@link States#NONE} when it told none
 * @param created a start's answer: made by this request, or known before; null when it did not say
 */
record Step(
        Operation of,
        Kind kind,
        boolean answered,
        States told,
        @Nullable Boolean created) {
    enum Kind {
        START,
        FINISH,
        ABORT,
        READ
    }

    /** A look at the row, or what an answer proved of it. */
    static Step read(Operation of, States told) {
        return new Step(of, Kind.READ, true, told, null);
    }

    /** The state was read later than the effect, so it is a step of its own. */
    Step withoutState() {
        return new Step(of, kind, answered, States.NONE, created);
    }

    /** For people: what the answer said of this row alone. */
    String text() {
        return of.op() == Operation.Op.LIST ? of.text("it was " + told) : of.text();
    }

    boolean gone() {
        return answered && of.gone();
    }
}
