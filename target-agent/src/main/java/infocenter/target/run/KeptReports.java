package infocenter.target.run;

import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;
import infocenter.node.RunReport;
import infocenter.node.SyncRequest.Committed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ends of runs that the table does not show yet, numbered from 1 in each incarnation and kept until it does. Owned by the orders
 * thread.
 */
public final class KeptReports {
    /** Reports of one answer or push; the rest follows in the next. */
    public static final int PER_ANSWER_MAX = 1_000;

    private final TreeMap<Long, RunReport> bySequence = new TreeMap<>();
    private final Map<XactionId, Long> byId = new HashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private boolean emptyWanted;
    private long last;

    /** A run has ended. */
    public RunReport keep(XactionId id, int attempt, String error, Counters counters) {
        forget(id);
        last++;
        RunReport report = new RunReport(id, attempt, last, error, counters);
        bySequence.put(last, report);
        byId.put(id, last);
        return report;
    }

    /** The table shows that run terminal, or at a later attempt. */
    public void committed(Committed run) {
        RunReport report = find(run.id());
        if (report == null || report.attempt() > run.attempt()) {
            return;
        }
        boolean named = run.reportSequence() == 0 || run.reportSequence() == report.sequence();
        if (named || report.attempt() < run.attempt()) {
            forget(run.id());
        }
    }

    /** A gateway said that the report of that number is in the table, or not wanted there any more. */
    public void committed(long sequence) {
        RunReport report = bySequence.get(sequence);
        if (report != null) {
            forget(report.id());
        }
    }

    /** Whatever is kept of that xaction is not wanted any more. */
    public void forget(XactionId id) {
        Long sequence = byId.remove(id);
        if (sequence != null) {
            bySequence.remove(sequence);
        }
        if (emptyWanted && bySequence.isEmpty()) {
            empty.complete(null);
        }
    }

    /** Completes when nothing is kept any more; for a target that stops. */
    public CompletableFuture<Void> whenEmpty() {
        emptyWanted = true;
        if (bySequence.isEmpty()) {
            empty.complete(null);
        }
        return empty;
    }

    /** The report of that xaction, if one is kept. */
    public @Nullable RunReport find(XactionId id) {
        Long sequence = byId.get(id);
        return sequence == null ? null : bySequence.get(sequence);
    }

    /** Oldest first. */
    public List<RunReport> oldest(int limit) {
        return bySequence.values().stream().limit(limit).toList();
    }

    /** All, oldest first. */
    public Iterable<RunReport> all() {
        return bySequence.values();
    }

    public int size() {
        return bySequence.size();
    }
}
