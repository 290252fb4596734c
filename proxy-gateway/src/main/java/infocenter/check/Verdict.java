package infocenter.check;

import infocenter.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What became of a history.
 *
 * @param breaches by the line of their last operation, so that the first is the first that anybody could have seen
 * @param systemRows rows that answers say the system started; believed, so look at it
 * @param systemAborts rows that answers say the system aborted; likewise
 */
record Verdict(
        int operations,
        long acknowledged,
        long open,
        int rows,
        long systemRows,
        long systemAborts,
        List<Breach> breaches,
        List<FaultTimes> faults) {

    boolean holds() {
        return breaches.isEmpty();
    }

    /** Holds a history against every rule. */
    static Verdict of(History history, Rules rules) {
        List<Breach> breaches = new ArrayList<>();
        Rows rows = Rows.of(history, breaches::add);
        new RowSteps(rows, rules).fill(history);
        KeyRules.check(history, breaches::add);
        EndRules.check(history, rows, breaches::add);
        for (Row row : rows.all()) {
            Breach breach = new OrderSearch(row, rules).breach();
            if (breach != null) {
                breaches.add(breach);
            }
        }
        ListRules.check(history, rows, rules, breaches::add);
        VersionRules.check(history, breaches::add);
        WeakReads.check(history, rows, breaches::add);
        breaches.sort(Comparator.comparingInt(Verdict::lastLine));
        return new Verdict(
                history.operations().size(),
                history.operations().stream().filter(Operation::ok).count(),
                history.operations().stream()
                        .filter(one -> one.outcome() == Outcome.INFO)
                        .count(),
                rows.all().size(),
                rows.all().stream().filter(Row::isOfSystem).count(),
                rows.all().stream().filter(Row::isAbortedBySystem).count(),
                List.copyOf(breaches),
                FaultTimes.of(history));
    }

    private static int lastLine(Breach breach) {
        return breach.lines().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
