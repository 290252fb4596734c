package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the store does with names that move between targets, and with the traces that deletes leave meanwhile. Any thread. */
public final class Moves {
    private final ObjectStore store;
    private final ObjectIndex index;
    private final Removal removal;
    private final Clock clock;

    Moves(ObjectStore store, ObjectIndex index, Removal removal, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.index = index;
        this.removal = removal;
    }

    /** What is here of a name once no change of it is under way: of what is told nothing can be lost any more. */
    public Optional<Kept> findSettled(long bucketId, ObjectName name) throws StoreFailure {
        return removal.findSettled(bucketId, name);
    }

    /** Whether another target may have an older version of that name, by the map of this moment. */
    public boolean mayBeElsewhere(long bucketId, ObjectName name) {
        return store.keeping().mayBeElsewhere(bucketId, name);
    }

    /**
     * Deletes a name whose newest version was seen at another target: leaves a tombstone that wins over it.
     *
     * @return false when it was deleted here since
     */
    public boolean deleteElsewhere(long bucketId, ObjectName name, ObjectVersion seen, long mapVersion)
            throws StoreFailure {
        return removal.deleteElsewhere(bucketId, name, seen, mapVersion);
    }

    /**
     * Leaves a tombstone: an object that is here goes with it, and one that comes from elsewhere later loses to it.
     *
     * @param rule {@code Next} for a delete, {@code Exactly} for a tombstone that another target had
     */
    public CommitOutcome bury(long bucketId, ObjectName name, VersionRule rule) throws StoreFailure {
        return removal.bury(bucketId, name, rule);
    }

    /**
     * Removes what is here of a name whose home has it durably: exactly this version, object or tombstone; whether it was
     * there.
     *
     * @throws StoreFailure.NotKept unless another target is the name's home by that map version, still
     */
    public boolean giveAway(long bucketId, ObjectName name, ObjectVersion version, long mapVersion)
            throws StoreFailure {
        return removal.giveAway(bucketId, name, version, mapVersion);
    }

    /**
     * Removes tombstones of at least that age, if no older version of their names can be elsewhere.
     *
     * @param max at most so many in this call
     * @return how many; fewer than {@code max} when no more can go now
     */
    public int expireTombstones(Duration age, int max) throws StoreFailure {
        long beforeMillis = clock.millis() - age.toMillis();
        int expired = 0;
        if (index.tombstones() == 0) {
            return 0;
        }
        for (long bucketId : index.ids()) {
            BucketIndex bucket = index.present(bucketId);
            for (Kept old : bucket == null ? List.<Kept>of() : bucket.tombstones(beforeMillis, max)) {
                expired += removal.forgetDelete(bucketId, old) ? 1 : 0;
            }
            if (expired >= max) {
                break;
            }
        }
        return expired;
    }

    /** Tombstones that are here. */
    public long tombstones() {
        return index.tombstones();
    }

    /** One page of all that is here of a bucket, tombstones too; like {@link ObjectStore#list} else. */
    public KeptPage walk(long bucketId, String prefix, String after, int limit) {
        BucketIndex bucket = index.present(bucketId);
        return bucket == null ? new KeptPage(List.of(), false) : bucket.walk(prefix, after, limit);
    }
}
