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

/** Takes objects away for good: one, or all of a bucket. */
record Removal(Mounts mounts, ObjectIndex index, MountFiles files, NameLocks locks) {

    Optional<ObjectInfo> delete(long bucketId, ObjectName name, Predicate<ObjectInfo> condition) throws StoreFailure {
        return locks.alone(bucketId, name, () -> deleteAlone(bucketId, name, condition));
    }

    private Optional<ObjectInfo> deleteAlone(long bucketId, ObjectName name, Predicate<ObjectInfo> condition)
            throws StoreFailure {
        BucketIndex bucket = index.present(bucketId);
        IndexEntry present = bucket == null ? null : bucket.find(name);
        if (bucket == null || present == null) {
            mounts.home(bucketId, name).requireKnown();
            return Optional.empty();
        }
        ObjectInfo info = present.info(name);
        if (!condition.test(info)) {
            return Optional.empty();
        }
        index.requireOpen(bucketId);
        present.mount().requireTrusted();
        files.remove(present.mount(), bucketId, name);
        bucket.remove(name);
        index.leave(name.value());
        present.mount().gone(present.fileBytes());
        files.forceNames(present.mount(), bucketId);
        return Optional.of(info);
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
                objects++;
                index.leave(entry.getKey());
                entry.getValue().mount().gone(entry.getValue().fileBytes());
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
