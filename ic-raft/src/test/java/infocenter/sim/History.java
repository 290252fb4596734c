package infocenter.sim;

import infocenter.client.Moment;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients were told. Every value is the log up to an index, and members are equal at equal indexes; so reads are linearizable
 * exactly when no operation answers from before one that had ended when it began.
 */
final class History {
    private final Journal journal;
    private final Truth truth;
    private final Map<String, XactionId> keys = new TreeMap<>();
    private final List<XactionId> started = new ArrayList<>();
    private final List<XactionId> aborted = new ArrayList<>();
    private long newest;
    private long reads;

    /**
     * An operation that has begun.
     *
     * @param newest highest index that any operation had answered with by then
     * @param starts how many starts had been acknowledged by then
     */
    record Begun(long newest, int starts) {}

    History(Journal journal, Truth truth) {
        this.journal = journal;
        this.truth = truth;
    }

    Begun begin() {
        return new Begun(newest, started.size());
    }

    List<XactionId> started() {
        return started;
    }

    long reads() {
        return reads;
    }

    /** A start was answered with an id. */
    void started(Begun begun, String key, XactionId id, long index) {
        answered(begun, index, "a start");
        XactionId first = keys.putIfAbsent(key, id);
        journal.require(
                first == null || first.equals(id),
                () -> "exactly-once start: key " + key + " was answered with " + first + " and with " + id);
        journal.require(
                truth.information().xactions().find(id) != null, () -> "acknowledged stays: " + id + " is in no table");
        if (first == null) {
            started.add(id);
        }
    }

    /** An abort was answered: it is intended, or the row had ended. */
    void aborted(Begun begun, XactionId id, long index) {
        aborted.add(id);
        Xaction row = truth.information().xactions().find(id);
        journal.require(
                row != null && (row.abort() != null || row.end() != null),
                () -> "acknowledged stays: the abort of " + id + " is in no table");
        answered(begun, index, "an abort");
    }

    /** A read was answered. */
    void read(Begun begun, String where, Moment moment) {
        reads++;
        answered(begun, moment.index(), "a read at " + where);
        for (int at = 0; at < begun.starts(); at++) {
            XactionId id = started.get(at);
            journal.require(
                    moment.information().xactions().find(id) != null,
                    () -> "reads are linearizable: " + where + " does not show " + id + ", acknowledged before");
        }
    }

    private void answered(Begun begun, long index, String what) {
        journal.require(
                index >= begun.newest(),
                () -> "reads are linearizable: " + what + " answers from entry " + index + ", but entry "
                        + begun.newest() + " had been answered with before it began");
        newest = Math.max(newest, index);
    }

    /** In the end: nothing that was acknowledged is missing at any member. */
    void complete(String member, Moment moment) {
        for (XactionId id : started) {
            journal.require(
                    moment.information().xactions().find(id) != null,
                    () -> "acknowledged stays: " + member + " has lost " + id);
        }
        for (XactionId id : aborted) {
            Xaction row = moment.information().xactions().find(id);
            journal.require(
                    row != null && (row.abort() != null || row.end() != null),
                    () -> "acknowledged stays: " + member + " has lost the abort of " + id);
        }
        long distinct = moment.information().xactions().rows().values().stream()
                .filter(row -> row.key() != null)
                .map(Xaction::key)
                .distinct()
                .count();
        long keyed = moment.information().xactions().rows().values().stream()
                .filter(row -> row.key() != null)
                .count();
        journal.require(distinct == keyed, () -> "exactly-once start: two rows have one key at " + member);
    }
}
