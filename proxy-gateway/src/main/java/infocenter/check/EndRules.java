package infocenter.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What no two answers may tell of one row, of whatever level they are: two ends, an end that changes, a cause that changes, two origins, or
 * the system as the origin of what a client started.
 */
final class EndRules {
    private final Consumer<Breach> breaches;
    private final Map<Row, Operation> finished = new HashMap<>();
    private final Map<Row, Operation> aborted = new HashMap<>();
    private final Map<String, Operation> firstWith = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    private EndRules(Consumer<Breach> breaches) {
        this.breaches = breaches;
    }

    static void check(History history, Rows rows, Consumer<Breach> breaches) {
        EndRules rules = new EndRules(breaches);
        for (Operation operation : history.operations()) {
            if (operation.ok()) {
                for (Told told : operation.rows()) {
                    Row row = rows.ofId(told.id());
                    if (row != null) {
                        rules.told(operation, told, row);
                    }
                }
            }
        }
    }

    private void told(Operation by, Told told, Row row) {
        RowState state = told.state();
        if (state == RowState.FINISHED) {
            both(row, finished.putIfAbsent(row, by), by, aborted.get(row));
        } else if (state != null && state.abort()) {
            both(row, aborted.putIfAbsent(row, by), by, finished.get(row));
        }
        if (state != null && state.terminal() && !told.attrs().isEmpty()) {
            once("terminal-row-changed", row, state.word(), told.attrs(), by);
        }
        if (state == RowState.ABORTED && !told.cause().isEmpty()) {
            once("terminal-row-changed", row, "cause", told.cause(), by);
        }
        if (!told.origin().isEmpty()) {
            once("origin", row, "origin", told.origin(), by);
        }
        if (told.ofSystem() && !row.isOfSystem()) {
            report("origin", row, "a client's start claims the row that is shown as the system's own", by, null);
        }
    }

    private void both(Row row, @Nullable Operation sameEnd, Operation by, @Nullable Operation otherEnd) {
        if (sameEnd == null && otherEnd != null) {
            report("two-ends", row, "told as finished, and as aborting or aborted", otherEnd, by);
        }
    }

    /** The first answer says what it is for good. */
    private void once(String rule, Row row, String what, String value, Operation by) {
        String name = what + ' ' + row.name();
        Operation first = firstWith.putIfAbsent(name + '=' + value, by);
        if (first != null) {
            return;
        }
        Operation other = firstWith.putIfAbsent(name, by);
        if (other != null) {
            report(rule, row, what + " was told in two ways; now it is " + value, other, by);
        }
    }

    private void report(String rule, Row row, String text, Operation one, @Nullable Operation other) {
        if (reported.add(rule + ' ' + row.name())) {
            breaches.accept(Explain.breach(rule, row.name(), text, one, other));
        }
    }
}
