package infocenter.check;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a row can be. Two of them are never told: a row that is not there yet, and one that retention has removed. */
enum RowState {
    ABSENT(0),
    CREATED(1),
    RUNNING(2),
    ABORTING(3),
    FINISHED(4),
    ABORTED(4),
    PURGED(5);

    private final int rank;

    RowState(int rank) {
        this.rank = rank;
    }

    /** Of the word in an answer; null when it is none of the five. */
    static @Nullable RowState told(@Nullable String word) {
        for (RowState state : values()) {
            if (state != ABSENT && state != PURGED && state.word().equals(word)) {
                return state;
            }
        }
        return null;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean terminal() {
        return this == FINISHED || this == ABORTED;
    }

    boolean abort() {
        return this == ABORTING || this == ABORTED;
    }

    /** A row that is this can only have been the other one before, if it ever was. */
    boolean after(RowState other) {
        return rank > other.rank;
    }

    int rank() {
        return rank;
    }
}
