package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects away: one by a delete, one that was moved, old tombstones, or all of a bucket. A delete leaves a tombstone
 * while an older version may be elsewhere, in the place of the object's file and in one step.
 */
record Removal(Mounts mounts, ObjectIndex index, MountFiles files, NameLocks locks, Commit commit) {

    /** A delete by a client or a job of that map version; what was there. */
    Optional<ObjectInfo> delete(long bucketId, ObjectName name, long mapVersion, Predicate<ObjectInfo> condition)
            throws StoreFailure {
        return locks.alone(bucketId, name, () -> {
            BucketIndex bucket = index.present(bucketId);
            IndexEntry present = bucket == null ? null : bucket.findObject(name);
            if (bucket == null || present == null) {
                mounts.home(bucketId, name).requireKnown();
                return Optional.empty();
            }
            ObjectInfo info = present.info(name);
            if (!condition.test(info)) {
                return Optional.empty();
            }
            index.requireOpen(bucketId);
            keeping().requireHome(bucketId, name, mapVersion);
            if (keeping().mayBeElsewhere(bucketId, name)) {
                bury(bucketId, name, present.mount(), new VersionRule.Next(mapVersion));
            } else {
                remove(bucketId, name, bucket, present);
            }
            return Optional.of(info);
        });
    }

    /** A delete of a name whose newest version is elsewhere; false when it was deleted since that version was seen there. */
    boolean deleteElsewhere(long bucketId, ObjectName name, ObjectVersion seen, long mapVersion) throws StoreFailure {
        return locks.alone(bucketId, name, () -> {
            IndexEntry present = index.bucket(bucketId).find(name);
            if (present != null && present.deleted() && present.version().compareTo(seen) > 0) {
                return false;
            }
            Mount mount = present == null ? mounts.home(bucketId, name) : present.mount();
            bury(bucketId, name, mount, new VersionRule.Next(mapVersion));
            return true;
        });
    }

    /** Leaves a tombstone whether there is something or not. */
    CommitOutcome bury(long bucketId, ObjectName name, VersionRule rule) throws StoreFailure {
        return locks.alone(bucketId, name, () -> {
            IndexEntry present = index.bucket(bucketId).find(name);
            Mount mount = present == null ? mounts.home(bucketId, name) : present.mount();
            return bury(bucketId, name, mount, rule);
        });
    }

    /** Removes exactly that version, object or tombstone, of a name that another target keeps by that map version. */
    boolean giveAway(long bucketId, ObjectName name, ObjectVersion version, long mapVersion) throws StoreFailure {
        return locks.alone(bucketId, name, () -> {
            BucketIndex bucket = index.present(bucketId);
            IndexEntry present = bucket == null ? null : bucket.find(name);
            if (bucket == null || present == null || !present.version().equals(version)) {
                return false;
            }
            keeping().requireElsewhere(bucketId, name, mapVersion);
            remove(bucketId, name, bucket, present);
            return true;
        });
    }

    /** Removes that tombstone if it still is one, and nothing older can come from elsewhere. */
    boolean forgetDelete(long bucketId, Kept tombstone) throws StoreFailure {
        ObjectName name = tombstone.info().name();
        return locks.alone(bucketId, name, () -> {
            BucketIndex bucket = index.present(bucketId);
            IndexEntry present = bucket == null ? null : bucket.find(name);
            boolean same =
                    present != null && present.deleted() && present.version().equals(tombstone.version());
            if (bucket == null || present == null || !same || keeping().mayBeElsewhere(bucketId, name)) {
                return false;
            }
            remove(bucketId, name, bucket, present);
            return true;
        });
    }

    /** What is here of a name that nobody changes at this moment. */
    Optional<Kept> findSettled(long bucketId, ObjectName name) throws StoreFailure {
        return locks.alone(bucketId, name, () -> {
            BucketIndex bucket = index.present(bucketId);
            IndexEntry present = bucket == null ? null : bucket.find(name);
            if (present == null) {
                mounts.home(bucketId, name).requireKnown();
                return Optional.empty();
            }
            present.mount().requireTrusted();
            return Optional.of(present.kept(name));
        });
    }

    private Keeping keeping() {
        return commit.keeping().get();
    }

    private CommitOutcome bury(long bucketId, ObjectName name, Mount mount, VersionRule rule) throws StoreFailure {
        mount.requireTrusted();
        try (Writing empty = new Writing(commit, bucketId, name, index.bucket(bucketId), mount)) {
            return commit.bury(empty, rule);
        }
    }

    private void remove(long bucketId, ObjectName name, BucketIndex bucket, IndexEntry present) throws StoreFailure {
        present.mount().requireTrusted();
        files.remove(present.mount(), bucketId, name);
        bucket.remove(name);
        index.leave(name.value());
        index.changed(present, null);
        present.mount().gone(present);
        files.forceNames(present.mount(), bucketId);
    }

    /** Every mount path is tried; the first failure is thrown at the end. */
    int drop(long bucketId) throws StoreFailure {
        Map<Path, Mount> aside = new TreeMap<>();
        Dropped dropped = locks.aloneInAll(() -> putAside(bucketId, aside));
        for (Map.Entry<Path, Mount> entry : aside.entrySet()) {
            clear(entry.getKey(), entry.getValue());
        }
        if (dropped.failure() != null) {
            throw dropped.failure();
        }
        return dropped.objects();
    }

    private record Dropped(int objects, @Nullable StoreFailure failure) {}

    private Dropped putAside(long bucketId, Map<Path, Mount> aside) {
        int objects = 0;
        BucketIndex bucket = index.drop(bucketId);
        if (bucket != null) {
            for (Map.Entry<String, IndexEntry> entry : bucket.all()) {
                objects += entry.getValue().deleted() ? 0 : 1;
                index.leave(entry.getKey());
                index.changed(entry.getValue(), null);
                entry.getValue().mount().gone(entry.getValue());
            }
        }
        StoreFailure failure = null;
        for (Mount mount : mounts.all()) {
            try {
                mount.requireKnown();
                files.putAside(mount, bucketId).ifPresent(path -> aside.put(path, mount));
            } catch (StoreFailure failed) {
                failure = failure == null ? failed : failure;
            }
        }
        return new Dropped(objects, failure);
    }

    private static void clear(Path aside, Mount mount) throws StoreFailure {
        try {
            MountFiles.clear(aside);
            Files.deleteIfExists(aside);
        } catch (IOException failed) {
            // The bucket is gone already; the next start frees what is left of its bytes.
            throw mount.failure(failed, 0);
        }
    }
}
