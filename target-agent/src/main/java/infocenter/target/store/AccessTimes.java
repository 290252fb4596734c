package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;

/**
 * When each object was last used: the modification time of its file, which a write sets by itself. So the time costs no memory and
 * survives restarts; after a loss of power it may be an older one. Any thread.
 */
record AccessTimes(Clock clock) {
    /** An object that is read all the time has its file's time set this often, so that reading stays reading. */
    private static final long GRAIN_MILLIS = 10_000;

    /** Somebody used it now. */
    void used(Path file) {
        try {
            long now = clock.millis();
            if (now - millis(file) >= GRAIN_MILLIS) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now));
            }
        } catch (IOException harmless) {
            // Deleted meanwhile, or a disk that takes no writes: it only may be removed sooner than others.
            ObjectStore.LOG.debug("access time of {} not kept", file, harmless);
        }
    }

    /** When it was last used; empty when it is gone. */
    Optional<Long> of(IndexEntry entry, long bucketId, ObjectName name) throws StoreFailure {
        try {
            return Optional.of(millis(entry.mount().layout().object(bucketId, name)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException failed) {
            throw entry.mount().failure(failed, 0);
        }
    }

    private static long millis(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }
}
