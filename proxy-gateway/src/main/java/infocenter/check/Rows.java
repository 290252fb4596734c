package infocenter.check;

import infocenter.check.Operation.Op;
import infocenter.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which operations are about which row. Exactly-once is decided here: a key is one row, a row has one key, and what nobody can have started
 * is a row from nowhere.
 */
final class Rows {
    private final List<Row> all = new ArrayList<>();
    private final Map<String, Row> byId = new HashMap<>();
    private final Map<String, Row> byKey = new HashMap<>();
    /** Rows of open starts that named neither id nor key, by line; only where some answer showed a row that fits. */
    private final Map<Integer, Row> byOpenStart = new HashMap<>();

    private final Map<String, String> keyOfId = new HashMap<>();
    private final Set<String> keysAsked = new HashSet<>();
    private final Set<String> idsOfSystem = new HashSet<>();
    private final History history;
    private final Consumer<Breach> breaches;

    private Rows(History history, Consumer<Breach> breaches) {
        this.history = history;
        this.breaches = breaches;
    }

    static Rows of(History history, Consumer<Breach> breaches) {
        Rows rows = new Rows(history, breaches);
        rows.acknowledgedStarts();
        rows.openStarts();
        rows.whatIsTold();
        rows.rowsSeen();
        rows.rowsOfRefusals();
        return rows;
    }

    List<Row> all() {
        return all;
    }

    @Nullable
    Row ofId(String id) {
        return byId.get(id);
    }

    @Nullable
    Row ofKey(String key) {
        return byKey.get(key);
    }

    /** The row that it is about; null when no start of it is known and none was found. */
    @Nullable
    Row of(Operation operation) {
        Row row = byId.get(operation.subject());
        if (row == null && operation.op() == Op.START) {
            row = byKey.get(operation.key());
        }
        return row == null ? byOpenStart.get(operation.line()) : row;
    }

    private void acknowledgedStarts() {
        Map<String, Operation> keyless = new HashMap<>();
        Map<String, Operation> firstOfKey = new HashMap<>();
        for (Operation start : history.operations()) {
            if (start.op() != Op.START || !start.ok()) {
                continue;
            }
            String id = start.subject();
            Row row = byId.computeIfAbsent(id, none -> made(id));
            row.ids().add(id);
            if (start.key().isEmpty()) {
                Operation twin = start.id().isEmpty() ? keyless.put(id, start) : null;
                if (twin != null) {
                    breach("unique-id", id, "two starts without keys were given one id", twin, start);
                }
                continue;
            }
            keysAsked.add(start.key());
            Operation first = firstOfKey.putIfAbsent(start.key(), start);
            Row ofKey = byKey.putIfAbsent(start.key(), row);
            if (ofKey != null && ofKey != row) {
                breach("exactly-once", start.key(), "one key was answered with two rows", first, start);
            } else if (!row.keys().isEmpty() && !row.keys().contains(start.key())) {
                breach("unique-id", id, "one id was given to two keys, " + row.keys() + " and " + start.key(), start);
            }
            row.keys().add(start.key());
            Told told = start.told();
            if (told != null && !told.key().isEmpty() && !told.key().equals(start.key())) {
                breach("key-mismatch", id, "asked with key " + start.key() + ", told key " + told.key(), start);
            }
        }
    }

    private void openStarts() {
        for (Operation start : history.operations()) {
            if (start.op() != Op.START || start.outcome() != Outcome.INFO) {
                continue;
            }
            if (!start.key().isEmpty()) {
                keysAsked.add(start.key());
                Row row = byKey.computeIfAbsent(start.key(), key -> made("of key " + key));
                row.keys().add(start.key());
                name(row, start.id());
            } else if (!start.id().isEmpty() && !byId.containsKey(start.id())) {
                name(made(start.id()), start.id());
            }
        }
    }

    private void whatIsTold() {
        for (Operation operation : history.operations()) {
            if (operation.conflict()) {
                keysAsked.add(operation.key());
                if (!operation.subject().isEmpty()) {
                    keyOfId.putIfAbsent(operation.subject(), operation.key());
                }
            } else if (operation.op() == Op.START && !operation.key().isEmpty()) {
                keysAsked.add(operation.key());
            }
            if (!operation.ok()) {
                continue;
            }
            for (Told told : operation.rows()) {
                if (!told.key().isEmpty()) {
                    keyOfId.putIfAbsent(told.id(), told.key());
                }
                if (told.ofSystem()) {
                    idsOfSystem.add(told.id());
                }
            }
        }
    }

    private void rowsSeen() {
        for (Operation operation : history.operations()) {
            if (operation.ok() && !operation.gone() && operation.op() != Op.START) {
                for (Told told : operation.rows()) {
                    if (told.state() != null) {
                        seen(operation, told);
                    }
                }
            }
        }
    }

    private void seen(Operation by, Told told) {
        String id = told.id();
        String key = told.key().isEmpty() ? keyOfId.getOrDefault(id, "") : told.key();
        Row known = byId.get(id);
        if (known != null) {
            if (!key.isEmpty() && !known.keys().isEmpty() && !known.keys().contains(key)) {
                breach("key-mismatch", id, "the row of key " + known.keys() + " is shown with key " + key, by);
            }
            return;
        }
        if (idsOfSystem.contains(id) && !keysAsked.contains(key)) {
            Row row = name(made(id), id);
            row.appearsByItself();
            return;
        }
        Row row = key.isEmpty() ? ofOpenStart(by, told) : byKey.get(key);
        if (row == null) {
            breach("phantom", id, "a row that no start can have made", by);
            row = made(id);
        } else if (!row.ids().isEmpty()) {
            breach("exactly-once", key, "one key has the rows " + row.ids() + " and " + id, by);
            row = made(id);
        }
        name(row, id);
    }

    /** A start without an answer that may have made this row: called before the row was told, and of the same kind. */
    private @Nullable Row ofOpenStart(Operation by, Told told) {
        for (Operation start : history.operations()) {
            if (start.op() != Op.START || start.outcome() != Outcome.INFO || start.call() > by.back()) {
                continue;
            }
            if (!told.kind().isEmpty()
                    && !start.kind().isEmpty()
                    && !told.kind().equals(start.kind())) {
                continue;
            }
            if (!start.key().isEmpty()) {
                Row row = byKey.get(start.key());
                if (row != null && row.ids().isEmpty()) {
                    return row;
                }
            } else if (start.id().isEmpty() && !byOpenStart.containsKey(start.line())) {
                Row row = made(told.id());
                byOpenStart.put(start.line(), row);
                return row;
            }
        }
        return null;
    }

    private void rowsOfRefusals() {
        for (Operation refusal : history.operations()) {
            Row row = refusal.conflict() ? byKey.get(refusal.key()) : null;
            String id = refusal.subject();
            if (row == null || id.isEmpty() || row.ids().contains(id)) {
                continue;
            }
            if (!row.ids().isEmpty() || byId.containsKey(id)) {
                breach(
                        "exactly-once",
                        refusal.key(),
                        "the key's row is not " + id + ", which the refusal names",
                        refusal);
            } else {
                name(row, id);
            }
        }
    }

    private Row made(String name) {
        Row row = new Row(name);
        all.add(row);
        return row;
    }

    private Row name(Row row, String id) {
        if (!id.isEmpty() && byId.putIfAbsent(id, row) == null) {
            row.ids().add(id);
        }
        return row;
    }

    private void breach(String rule, String subject, String text, @Nullable Operation... operations) {
        breaches.accept(Explain.breach(rule, subject, text, operations));
    }
}
