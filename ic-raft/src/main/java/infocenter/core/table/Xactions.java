package infocenter.core.table;

import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The rows and the orders in which they are asked for. All maps change together, only through {@link #put} and {@link #remove}:
 * the rows say it all, the others follow from them and are not written to snapshots.
 *
 * @param rows by id
 * @param bySequence every row by its registration
 * @param active rows that are not terminal, by their registration
 * @param ended terminal rows by how long they are kept, then oldest end first: what retention takes next is the first of a class
 * @param activeByKind how many rows of each kind are active, for the cap
 * @param uses which active rows use which bucket, for exclusion and for the end of a bucket
 */
public record Xactions(
        TreePMap<XactionId, Xaction> rows,
        TreePMap<Long, XactionId> bySequence,
        TreePMap<Long, XactionId> active,
        TreePMap<Ended, XactionId> ended,
        TreePMap<String, Integer> activeByKind,
        TreePMap<Use, XactionId> uses) {
    public static final Xactions EMPTY = new Xactions(
            TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /**
     * Order of retention.
     *
     * @param keptMillis how long rows of this class are kept
     * @param atMillis end on the elapsed clock
     * @param sequence of the registration
     */
    public record Ended(long keptMillis, long atMillis, long sequence) implements Comparable<Ended> {
        @Override
        public int compareTo(Ended other) {
            int byClass = Long.compare(keptMillis, other.keptMillis);
            int byTime = byClass != 0 ? byClass : Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * An active row's use of a bucket.
     *
     * @param bucketId the bucket at one moment of its life
     * @param kind of the row
     * @param sequence of its registration
     */
    public record Use(long bucketId, String kind, long sequence) implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            int byBucket = Long.compare(bucketId, other.bucketId);
            int byKind = byBucket != 0 ? byBucket : kind.compareTo(other.kind);
            return byKind != 0 ? byKind : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * The same as to {@link #put} every row, in linear time: a million rows of a snapshot must not take a new member many seconds.
     *
     * @throws IllegalArgumentException when two rows have one registration
     */
    public static Xactions of(TreePMap<XactionId, Xaction> rows) {
        TreeMap<Long, XactionId> order = new TreeMap<>();
        TreeMap<Ended, XactionId> over = new TreeMap<>();
        Xactions live = EMPTY;
        for (Xaction row : rows.values()) {
            if (order.put(row.sequence(), row.id()) != null) {
                throw new IllegalArgumentException("two rows of registration " + row.sequence());
            }
            if (row.end() == null) {
                live = live.put(row);
            } else {
                over.put(place(row), row.id());
            }
        }
        return new Xactions(
                rows,
                TreePMap.fromSortedMap(order),
                live.active,
                TreePMap.fromSortedMap(over),
                live.activeByKind,
                live.uses);
    }

    /** The row of that id, or null. */
    public @Nullable Xaction find(XactionId id) {
        return rows.get(id);
    }

    /** How many rows of that kind are active. */
    public int activeOf(String kind) {
        Integer count = activeByKind.get(kind);
        return count == null ? 0 : count;
    }

    /** The oldest active row of that kind on that bucket, or null. */
    public @Nullable XactionId activeOn(long bucketId, String kind) {
        Map.Entry<Use, XactionId> use = uses.ceilingEntry(new Use(bucketId, kind, 0));
        return use != null
                        && use.getKey().bucketId() == bucketId
                        && use.getKey().kind().equals(kind)
                ? use.getValue()
                : null;
    }

    /** Every active row on that bucket. */
    public TreePMap<Use, XactionId> activeOn(long bucketId) {
        return uses.subMap(new Use(bucketId, "", 0), new Use(bucketId + 1, "", 0));
    }

    /** With that row new or changed; its place in the other orders follows from its end. */
    public Xactions put(Xaction row) {
        Xaction old = rows.get(row.id());
        if (old != null && old.end() == null && row.end() == null) {
            return new Xactions(rows.plus(row.id(), row), bySequence, active, ended, activeByKind, uses);
        }
        Xactions others = old == null ? this : remove(old);
        return row.end() == null ? others.plusActive(row) : others.plusEnded(row);
    }

    /** Without that row. */
    public Xactions remove(Xaction row) {
        TreePMap<XactionId, Xaction> otherRows = rows.minus(row.id());
        TreePMap<Long, XactionId> others = bySequence.minus(row.sequence());
        if (row.end() != null) {
            return new Xactions(otherRows, others, active, ended.minus(place(row)), activeByKind, uses);
        }
        TreePMap<Use, XactionId> otherUses = uses;
        for (var bucket : row.buckets()) {
            otherUses = otherUses.minus(new Use(bucket.id(), row.kind(), row.sequence()));
        }
        int left = activeOf(row.kind()) - 1;
        TreePMap<String, Integer> counts =
                left == 0 ? activeByKind.minus(row.kind()) : activeByKind.plus(row.kind(), left);
        return new Xactions(otherRows, others, active.minus(row.sequence()), ended, counts, otherUses);
    }

    private Xactions plusActive(Xaction row) {
        TreePMap<Use, XactionId> nextUses = uses;
        for (var bucket : row.buckets()) {
            nextUses = nextUses.plus(new Use(bucket.id(), row.kind(), row.sequence()), row.id());
        }
        return new Xactions(
                rows.plus(row.id(), row),
                bySequence.plus(row.sequence(), row.id()),
                active.plus(row.sequence(), row.id()),
                ended,
                activeByKind.plus(row.kind(), activeOf(row.kind()) + 1),
                nextUses);
    }

    private Xactions plusEnded(Xaction row) {
        return new Xactions(
                rows.plus(row.id(), row),
                bySequence.plus(row.sequence(), row.id()),
                active,
                ended.plus(place(row), row.id()),
                activeByKind,
                uses);
    }

    private static Ended place(Xaction row) {
        long endedAt = row.end() == null ? 0 : row.end().atMillis();
        return new Ended(Retention.keptMillis(row), endedAt, row.sequence());
    }
}
