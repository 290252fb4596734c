package infocenter.check;

import java.util.ArrayList;
import java.util.List;

/** The set of states that a row may be in, as far as what was told goes. */
record States(int bits) {
    static final States NONE = new States(0);
    static final States ABSENT = of(RowState.ABSENT);
    /** What a status finds. */
    static final States LIVE =
            of(RowState.CREATED, RowState.RUNNING, RowState.ABORTING, RowState.FINISHED, RowState.ABORTED);

    static final States TERMINAL = of(RowState.FINISHED, RowState.ABORTED);
    /** What a status does not find. */
    static final States GONE = of(RowState.ABSENT, RowState.PURGED);

    static States of(RowState... states) {
        int bits = 0;
        for (RowState state : states) {
            bits |= 1 << state.ordinal();
        }
        return new States(bits);
    }

    boolean none() {
        return bits == 0;
    }

    boolean has(RowState state) {
        return (bits & 1 << state.ordinal()) != 0;
    }

    boolean anyOf(RowState... states) {
        return !and(of(states)).none();
    }

    boolean holds(States others) {
        return (others.bits & ~bits) == 0;
    }

    States and(States others) {
        return new States(bits & others.bits);
    }

    States or(States others) {
        return new States(bits | others.bits);
    }

    States with(RowState state) {
        return new States(bits | 1 << state.ordinal());
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (RowState state : RowState.values()) {
            if (has(state)) {
                words.add(state == RowState.ABSENT ? "not there" : state.word());
            }
        }
        return words.isEmpty() ? "nothing" : String.join(" or ", words);
    }
}
