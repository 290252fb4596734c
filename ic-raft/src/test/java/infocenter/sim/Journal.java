package infocenter.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has happened in one run of the simulation, and the first thing that should not have. */
final class Journal {
    private static final int KEPT = 80;

    private final Timeline time;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private @Nullable String broken;
    private @Nullable Throwable cause;

    /** A promise was broken; says which, and how. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violation(String how) {
            super(how);
        }
    }

    Journal(Timeline time) {
        this.time = time;
    }

    void note(String what) {
        lines.add(String.format("%9.3f s  %s", time.millis() / 1_000.0, what));
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    /** Ends the run unless that holds. */
    void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            Violation violation = new Violation(otherwise.get());
            fail(violation);
            throw violation;
        }
    }

    void fail(Throwable thrown) {
        if (broken == null) {
            broken = thrown instanceof Violation ? thrown.getMessage() : "the simulation itself failed: " + thrown;
            cause = thrown;
            note("BROKEN: " + broken);
        }
    }

    /** What to do with an answer, or with the lack of one; a future would keep what goes wrong there for itself. */
    <T> void on(CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        future.whenComplete((value, failure) -> {
            try {
                then.accept(value, failure);
            } catch (RuntimeException | Error thrown) {
                fail(thrown);
            }
        });
    }

    @Nullable
    String broken() {
        return broken;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
