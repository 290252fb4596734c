package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The changes of a mount path's files, each in the order that a loss of power may interrupt anywhere. Callers hold the
 * name's lock. Follows no symbolic link below the root.
 */
record MountFiles(Durability durability) {

    /** Forces what was written so far. A failed fsync may have lost pages of other files, so it ends the trust. */
    void force(Mount mount, FileChannel channel, long bytes) throws StoreFailure {
        try {
            durability.file(channel);
        } catch (IOException failed) {
            StoreFailure failure = mount.failure(failed, bytes);
            if (failure instanceof StoreFailure.Failing) {
                mount.distrust(failed);
            }
            throw failure;
        }
    }

    /** Shows a forced file as the object; after a failure the former object is still there. */
    void show(Mount mount, Path file, long bucketId, ObjectName name) throws StoreFailure {
        try {
            Path bucket = mount.layout().bucket(bucketId);
            if (made(bucket)) {
                durability.directory(mount.layout().objects());
            }
            durability.rename(file, mount.layout().object(bucketId, name));
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    /** Makes shown and removed names of a bucket last. */
    void forceNames(Mount mount, long bucketId) throws StoreFailure {
        forceDirectory(mount, mount.layout().bucket(bucketId));
    }

    /** Removes an object's file; call {@link #forceNames} then. */
    void remove(Mount mount, long bucketId, ObjectName name) throws StoreFailure {
        try {
            Files.deleteIfExists(mount.layout().object(bucketId, name));
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    /** Puts a bucket aside in one step, durably; the answer is what {@link #clear} can take its time over. */
    Optional<Path> putAside(Mount mount, long bucketId) throws StoreFailure {
        return putAside(mount, bucketId, mount.layout().nextDropped());
    }

    /** The same to that place, whose folder is made when it is missing. */
    Optional<Path> putAside(Mount mount, long bucketId, Path aside) throws StoreFailure {
        Path folder = Objects.requireNonNull(aside.getParent());
        try {
            Files.createDirectories(folder);
            durability.rename(mount.layout().bucket(bucketId), aside);
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
        forceDirectory(mount, mount.layout().objects());
        forceDirectory(mount, folder);
        return Optional.of(aside);
    }

    /** Removes everything in a directory that has no names of its own to lose; the number of files. */
    static int clear(Path directory) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    removed += clear(entry);
                } else {
                    removed++;
                }
                Files.deleteIfExists(entry);
            }
        } catch (DirectoryIteratorException failed) {
            throw new IOException(failed.getCause());
        }
        return removed;
    }

    /** True if it was not there. */
    static boolean made(Path directory) throws IOException {
        try {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException other) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw new NotDirectoryException(directory.toString());
        }
    }

    private void forceDirectory(Mount mount, Path directory) throws StoreFailure {
        try {
            durability.directory(directory);
        } catch (IOException failed) {
            mount.distrust(failed);
            throw new StoreFailure.Failing(mount.root(), failed);
        }
    }
}
