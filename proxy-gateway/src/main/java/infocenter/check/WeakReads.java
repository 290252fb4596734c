package infocenter.check;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What holds even for answers that may be old: none is from the future, and those marked monotonic never go back for one client. */
final class WeakReads {
    private WeakReads() {}

    static void check(History history, Rows rows, Consumer<Breach> breaches) {
        Map<String, Operation> last = new HashMap<>();
        for (Operation read : history.operations()) {
            if (!read.ok() || read.linearizable()) {
                continue;
            }
            for (Told told : read.rows()) {
                Row row = rows.ofId(told.id());
                if (row == null || told.state() == null) {
                    continue;
                }
                Operation start = row.firstStart();
                if (start != null && read.back() < start.call()) {
                    breaches.accept(Explain.breach(
                            "read-from-future", row.name(), "told before any start of it was called", read, start));
                }
                if (read.level() == Operation.Level.MONOTONIC) {
                    Operation before = last.put(read.client() + " " + row.name(), read);
                    if (before != null && wentBack(before, read, rows, row)) {
                        breaches.accept(Explain.breach(
                                "monotonic-read", row.name(), "one client's reads go back", before, read));
                    }
                }
            }
        }
    }

    private static boolean wentBack(Operation before, Operation now, Rows rows, Row row) {
        RowState was = state(before, rows, row);
        RowState is = state(now, rows, row);
        return was.after(is) || was.terminal() && is != was;
    }

    private static RowState state(Operation read, Rows rows, Row row) {
        for (Told told : read.rows()) {
            if (rows.ofId(told.id()) == row && told.state() != null) {
                return told.state();
            }
        }
        return RowState.ABSENT;
    }
}
