package infocenter.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One row of the table as the history knows it: its names, who may have made it, and what happened to it. */
final class Row {
    private static final int RANKS = RowState.PURGED.rank();

    private final String name;
    private final Set<String> ids = new TreeSet<>();
    private final Set<String> keys = new TreeSet<>();
    private final List<Step> steps = new ArrayList<>();
    /** By the rank of a state that a strong answer told: the answer that came first, and the one that was asked for last. */
    private final @Nullable Operation[] firstAnswered = new @Nullable Operation[RANKS];

    private final @Nullable Operation[] lastCalled = new @Nullable Operation[RANKS];
    private boolean ofSystem;
    private boolean abortedBySystem;
    private @Nullable Operation firstStart;
    private @Nullable Operation firstAbort;
    private @Nullable Operation firstProof;

    Row(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Set<String> ids() {
        return ids;
    }

    Set<String> keys() {
        return keys;
    }

    List<Step> steps() {
        return steps;
    }

    /** Nobody's start made it, and answers say so: it may be there from the beginning. */
    void appearsByItself() {
        ofSystem = true;
    }

    boolean isOfSystem() {
        return ofSystem;
    }

    void abortsByItself() {
        abortedBySystem = true;
    }

    boolean isAbortedBySystem() {
        return abortedBySystem;
    }

    RowRules rules(Rules rules) {
        return new RowRules(rules, abortedBySystem, ofSystem);
    }

    void startCalled(Operation start) {
        firstStart = firstStart == null || start.call() < firstStart.call() ? start : firstStart;
    }

    void abortCalled(Operation abort) {
        firstAbort = firstAbort == null || abort.call() < firstAbort.call() ? abort : firstAbort;
    }

    /** By this answer the row is known to be there. */
    void provenBy(Operation answer) {
        firstProof = firstProof == null || answer.back() < firstProof.back() ? answer : firstProof;
    }

    /** A strong answer told this state. */
    void told(RowState state, Operation by) {
        provenBy(by);
        Operation first = firstAnswered[state.rank()];
        firstAnswered[state.rank()] = first == null || by.back() < first.back() ? by : first;
        Operation last = lastCalled[state.rank()];
        lastCalled[state.rank()] = last == null || by.call() > last.call() ? by : last;
    }

    /** Before it was called, nothing can have made the row; null when the row may always have been there. */
    @Nullable
    Operation firstStart() {
        return ofSystem ? null : firstStart;
    }

    /** Before it was called, nothing can have aborted the row; null when the row may abort by itself. */
    @Nullable
    Operation firstAbort() {
        return abortedBySystem ? null : firstAbort;
    }

    @Nullable
    Operation firstProof() {
        return firstProof;
    }

    /** When it was answered, the row was beyond this state. */
    @Nullable
    Operation beyond(RowState state) {
        Operation first = null;
        for (int rank = state.rank() + 1; rank < RANKS; rank++) {
            Operation one = firstAnswered[rank];
            first = first == null || one != null && one.back() < first.back() ? one : first;
        }
        return first;
    }

    /** When it was called, the row may still have been before this state. */
    @Nullable
    Operation before(RowState state) {
        Operation last = null;
        for (int rank = 0; rank < state.rank(); rank++) {
            Operation one = lastCalled[rank];
            last = last == null || one != null && one.call() > last.call() ? one : last;
        }
        return last;
    }
}
