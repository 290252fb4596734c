package infocenter.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list is the table at one moment: no row twice, a moment that fits every row between call and answer, and of two lists one is the older
 * one in every row. Where rows may be removed, only the first is held against it, besides what each row's own order says.
 */
final class ListRules {
    private final Rows rows;
    private final Rules rules;
    private final Consumer<Breach> breaches;

    private ListRules(Rows rows, Rules rules, Consumer<Breach> breaches) {
        this.rows = rows;
        this.rules = rules;
        this.breaches = breaches;
    }

    static void check(History history, Rows rows, Rules rules, Consumer<Breach> breaches) {
        new ListRules(rows, rules, breaches).all(history);
    }

    private record Seen(Operation list, Map<Row, RowState> rows) {}

    private void all(History history) {
        List<Seen> lists = new ArrayList<>();
        for (Operation operation : history.operations()) {
            if (operation.op() == Operation.Op.LIST && operation.ok()) {
                twice(operation);
                if (operation.linearizable() && !rules.allowPurge()) {
                    Seen seen = new Seen(operation, seen(operation));
                    oneMoment(seen);
                    lists.add(seen);
                }
            }
        }
        for (int i = 0; i < lists.size(); i++) {
            for (int j = i + 1; j < lists.size(); j++) {
                if (crossed(lists.get(i), lists.get(j))) {
                    return;
                }
            }
        }
    }

    private Map<Row, RowState> seen(Operation list) {
        Map<Row, RowState> seen = new HashMap<>();
        for (Told told : list.rows()) {
            Row row = rows.ofId(told.id());
            if (row != null && told.state() != null) {
                seen.put(row, told.state());
            }
        }
        return seen;
    }

    private void twice(Operation list) {
        Set<String> ids = new HashSet<>();
        for (Told told : list.rows()) {
            if (!ids.add(told.id())) {
                breaches.accept(Explain.breach("duplicate-row", told.id(), "listed twice in one answer", list));
            }
        }
    }

    /** Everything in the list must have been possible by some moment, and nothing that it lacks may have been certain before. */
    private void oneMoment(Seen seen) {
        Operation list = seen.list();
        Bound from = new Bound(list.call(), "it was called", null);
        Bound until = new Bound(list.back(), "it was answered", null);
        for (Row row : rows.all()) {
            RowState state = seen.rows().get(row);
            if (state == null) {
                if (!list.partial()) {
                    until = until.earlier(row.firstProof(), "row " + row.name() + ", which it lacks, was there");
                }
                continue;
            }
            from = from.later(row.firstStart(), "the start of row " + row.name());
            if (state.abort()) {
                from = from.later(row.firstAbort(), "the abort of row " + row.name());
            }
            from = from.later(row.before(state), "row " + row.name() + " may have been less than " + state.word());
            until = until.earlier(row.beyond(state), "row " + row.name() + " was more than " + state.word());
        }
        if (from.at() > until.at()) {
            breaches.accept(Explain.breach(
                    "list-not-one-moment",
                    "",
                    "its moment was after " + from.why() + ", and before " + until.why(),
                    from.by(),
                    until.by(),
                    list));
        }
    }

    private record Bound(long at, String why, @Nullable Operation by) {
        Bound later(@Nullable Operation other, String because) {
            return other != null && other.call() > at ? new Bound(other.call(), because, other) : this;
        }

        Bound earlier(@Nullable Operation other, String because) {
            return other != null && other.back() < at ? new Bound(other.back(), because, other) : this;
        }
    }

    /** Two lists of which each is older than the other one. */
    private boolean crossed(Seen one, Seen other) {
        Row oneIsOlder = older(one, other);
        Row otherIsOlder = oneIsOlder == null ? null : older(other, one);
        if (oneIsOlder == null || otherIsOlder == null) {
            return false;
        }
        breaches.accept(Explain.breach(
                "lists-crossed",
                oneIsOlder.name(),
                "the first is older in row " + oneIsOlder.name() + ", the second in row " + otherIsOlder.name(),
                one.list(),
                other.list()));
        return true;
    }

    /** A row in which the first list can only be of an earlier moment than the second one. */
    private static @Nullable Row older(Seen first, Seen second) {
        for (Map.Entry<Row, RowState> row : second.rows().entrySet()) {
            RowState then = first.rows().get(row.getKey());
            if (then == null ? !first.list().partial() : row.getValue().after(then)) {
                return row.getKey();
            }
        }
        return null;
    }
}
