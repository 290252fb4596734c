package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * A look at some tombstones.
     *
     * @param expired how many of them are gone
     * @param next where the next look goes on; null when all were looked at
     */
    public record Look(int expired, @Nullable Place next) {}

    /** A name, by which tombstones are sorted. */
    public record Place(long bucketId, String name) {
        /** Before all others. */
        public static final Place FIRST = new Place(0, "");
    }

    /**
     * Removes tombstones of at least that age, if no older version of their names can be elsewhere.
     *
     * @param after only those behind this place
     * @param max at most so many are looked at in this call
     */
    public Look expireTombstones(Duration age, Place after, int max) throws StoreFailure {
        long beforeMillis = clock.millis() - age.toMillis();
        int expired = 0;
        int looked = 0;
        if (index.tombstones() == 0) {
            return new Look(0, null);
        }
        for (long bucketId : index.ids().tailSet(after.bucketId())) {
            BucketIndex bucket = index.present(bucketId);
            String behind = bucketId == after.bucketId() ? after.name() : "";
            List<Kept> old = bucket == null ? List.of() : bucket.tombstones(beforeMillis, behind, max - looked);
            for (Kept tombstone : old) {
                expired += removal.forgetDelete(bucketId, tombstone) ? 1 : 0;
            }
            looked += old.size();
            if (looked >= max) {
                ObjectName last = old.get(old.size() - 1).info().name();
                return new Look(expired, new Place(bucketId, last.value()));
            }
        }
        return new Look(expired, null);
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
