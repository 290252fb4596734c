package infocenter.core.table;

import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The rows and the orders in which they are asked for. All four maps change together, only through {@link #put} and
 * {@link #remove}.
 *
 * @param rows by id
 * @param bySequence every row by its registration
 * @param active rows that are not terminal, by their registration
 * @param ended terminal rows, oldest end first
 */
public record Xactions(
        TreePMap<XactionId, Xaction> rows,
        TreePMap<Long, XactionId> bySequence,
        TreePMap<Long, XactionId> active,
        TreePMap<Ended, XactionId> ended) {
    public static final Xactions EMPTY =
            new Xactions(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** Order of retention. */
    public record Ended(long atMillis, long sequence) implements Comparable<Ended> {
        @Override
        public int compareTo(Ended other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** The row of that id, or null. */
    public @Nullable Xaction find(XactionId id) {
        return rows.get(id);
    }

    /** With that row new or changed; its place among active and ended follows from its end. */
    public Xactions put(Xaction row) {
        return new Xactions(
                rows.plus(row.id(), row),
                bySequence.plus(row.sequence(), row.id()),
                row.end() == null ? active.plus(row.sequence(), row.id()) : active.minus(row.sequence()),
                row.end() == null ? ended : ended.plus(new Ended(row.end().atMillis(), row.sequence()), row.id()));
    }

    /** Without that row. */
    public Xactions remove(Xaction row) {
        return new Xactions(
                rows.minus(row.id()),
                bySequence.minus(row.sequence()),
                active.minus(row.sequence()),
                row.end() == null ? ended : ended.minus(new Ended(row.end().atMillis(), row.sequence())));
    }
}
