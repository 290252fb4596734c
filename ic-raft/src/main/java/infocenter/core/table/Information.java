package infocenter.core.table;

import infocenter.core.bucket.Buckets;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.transform.Transformers;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The cluster's memory: one immutable value. The apply thread publishes the newest one; a reader that holds it sees one moment,
 * and a snapshot is written from it while apply goes on.
 *
 * @param clocks time as the log knows it
 * @param sequence counts every sub-command and event, never reset
 * @param identity null until {@code Initialize}
 * @param cluster nodes, placement, members
 * @param buckets living buckets
 * @param xactions the table
 * @param keys live idempotency keys
 * @param keysByExpiry the same keys by (expiry, key), for expiry
 * @param sessions by id
 * @param events the last 10,000 by id
 * @param transformers what objects can be streamed through
 */
public record Information(
        Clocks clocks,
        long sequence,
        @Nullable Identity identity,
        Cluster cluster,
        Buckets buckets,
        Xactions xactions,
        TreePMap<String, IdempotencyKey> keys,
        TreePMap<KeyExpiry, String> keysByExpiry,
        TreePMap<Long, Session> sessions,
        TreePMap<Long, Event> events,
        Transformers transformers) {
    public static final Information EMPTY = new Information(
            Clocks.ZERO,
            0,
            null,
            Cluster.EMPTY,
            Buckets.EMPTY,
            Xactions.EMPTY,
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            Transformers.EMPTY);

    /** One in which no transformer is registered. */
    public Information(
            Clocks clocks,
            long sequence,
            @Nullable Identity identity,
            Cluster cluster,
            Buckets buckets,
            Xactions xactions,
            TreePMap<String, IdempotencyKey> keys,
            TreePMap<KeyExpiry, String> keysByExpiry,
            TreePMap<Long, Session> sessions,
            TreePMap<Long, Event> events) {
        this(
                clocks,
                sequence,
                identity,
                cluster,
                buckets,
                xactions,
                keys,
                keysByExpiry,
                sessions,
                events,
                Transformers.EMPTY);
    }

    /** Version of the cluster map: sequence of the command that last changed anything that nodes must know to route and to work. */
    public long mapSequence() {
        return Math.max(Math.max(cluster.sequence(), buckets.sequence()), transformers.sequence());
    }

    /** The same at another time. */
    Information at(Clocks time) {
        return new Information(
                time,
                sequence,
                identity,
                cluster,
                buckets,
                xactions,
                keys,
                keysByExpiry,
                sessions,
                events,
                transformers);
    }

    /** The same with that session new or changed. */
    Information with(Session session) {
        return new Information(
                clocks,
                sequence,
                identity,
                cluster,
                buckets,
                xactions,
                keys,
                keysByExpiry,
                sessions.plus(session.id(), session),
                events,
                transformers);
    }

    /** Order of expiry. */
    public record KeyExpiry(long atMillis, String key) implements Comparable<KeyExpiry> {
        @Override
        public int compareTo(KeyExpiry other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }
}
