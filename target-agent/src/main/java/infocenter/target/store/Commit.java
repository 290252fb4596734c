package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a finished writing into the object, or the tombstone, of its name: version, trailer, fsync, rename, fsync of the
 * directory. The index changes right after the rename, because from then on readers of the file see the new content.
 */
record Commit(ObjectIndex index, MountFiles files, NameLocks locks, Supplier<Keeping> keeping, Clock clock) {

    CommitOutcome run(Writing writing, VersionRule rule, CustomMetadata custom) throws StoreFailure {
        return locks.alone(writing.bucketId(), writing.name(), () -> alone(writing, rule, custom, false));
    }

    /** Makes an empty writing the trace of a delete; the caller holds the name's lock. */
    CommitOutcome bury(Writing empty, VersionRule rule) throws StoreFailure {
        return alone(empty, rule, CustomMetadata.EMPTY, true);
    }

    private CommitOutcome alone(Writing writing, VersionRule rule, CustomMetadata custom, boolean deleted)
            throws StoreFailure {
        if (index.present(writing.bucketId()) != writing.bucket()) {
            throw new StoreFailure.BucketDropped(writing.bucketId());
        }
        index.requireOpen(writing.bucketId());
        keeping.get().requireHome(writing.bucketId(), writing.name(), rule.mapVersion());
        IndexEntry present = writing.bucket().find(writing.name());
        if (rule instanceof VersionRule.Succeeds change && !succeeds(change, present)) {
            throw new StoreFailure.Changed(writing.name());
        }
        ObjectInfo info = info(writing, rule, present);
        if (present != null && present.version().compareTo(info.version()) >= 0) {
            // The answer is taken for a promise that what is here lasts: a sender removes its copy then.
            present.mount().requireTrusted();
            return new CommitOutcome.Superseded(present.info(writing.name()));
        }
        if (present == null) {
            index.admit(writing.name());
        }
        show(writing, new ObjectMetadata(info, custom), deleted, present);
        files.forceNames(writing.mount(), writing.bucketId());
        if (present != null && present.mount() != writing.mount()) {
            removeElsewhere(present.mount(), writing.bucketId(), writing.name());
        }
        return new CommitOutcome.Committed(info);
    }

    private static boolean succeeds(VersionRule.Succeeds change, @Nullable IndexEntry present) {
        ObjectVersion there = present == null || present.deleted() ? null : present.version();
        return Objects.equals(there, change.from());
    }

    private ObjectInfo info(Writing writing, VersionRule rule, @Nullable IndexEntry present) {
        ObjectVersion version;
        long createdMillis;
        if (rule instanceof VersionRule.Exactly exactly) {
            version = exactly.version();
            createdMillis = exactly.createdMillis();
        } else {
            version = new ObjectVersion(rule.mapVersion(), present == null ? 1 : present.counter() + 1);
            createdMillis = clock.millis();
        }
        return new ObjectInfo(writing.name(), writing.size(), writing.xxh64(), version, createdMillis);
    }

    private void show(Writing writing, ObjectMetadata metadata, boolean deleted, @Nullable IndexEntry present)
            throws StoreFailure {
        Mount mount = writing.mount();
        boolean shown = false;
        try {
            ByteBuffer trailer = new Trailer(writing.bucketId(), metadata, deleted).encoded();
            IndexEntry entry = IndexEntry.of(mount, metadata.info(), deleted, trailer.remaining());
            writing.appendTrailer(trailer, deleted);
            files.force(mount, writing.channel(), entry.fileBytes());
            files.show(mount, writing.file(), writing.bucketId(), writing.name());
            shown = true;
            writing.bucket().put(writing.name(), entry);
            writing.settled(entry);
            index.changed(present, entry);
            if (present != null) {
                present.mount().gone(present);
            }
        } catch (IOException failed) {
            throw mount.failure(failed, Trailer.BYTES_MAX);
        } finally {
            if (!shown && present == null) {
                index.leave(writing.name().value());
            }
        }
    }

    /** The name was deleted and written again while this writing was under way, and got another mount path. */
    private void removeElsewhere(Mount mount, long bucketId, ObjectName name) throws StoreFailure {
        files.remove(mount, bucketId, name);
        files.forceNames(mount, bucketId);
    }
}
