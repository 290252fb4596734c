package infocenter.target.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What a failure left on a mount path and nobody can see: temporary files that no writing has open, and dropped buckets whose removal
 * did not come to its end. The next start would remove it as well.
 *
 * @param files removed
 * @param bytes that they had
 */
public record Litter(int files, long bytes) {
    /** A bucket that is being removed changes its directory all the time; one that rests so long was left. */
    static final Duration DROPPED_RESTS = Duration.ofHours(1);

    static Litter remove(Mount mount, long nowMillis) throws StoreFailure {
        try {
            return ofWritings(mount).plus(ofDropped(mount, nowMillis - DROPPED_RESTS.toMillis()));
        } catch (DirectoryIteratorException failed) {
            throw mount.failure(Objects.requireNonNull(failed.getCause()), 0);
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    private static Litter ofWritings(Mount mount) throws IOException {
        Litter removed = new Litter(0, 0);
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(mount.layout().writing())) {
            for (Path entry : entries) {
                if (!mount.writes(entry)) {
                    removed = removed.plus(file(entry));
                }
            }
        }
        return removed;
    }

    private static Litter ofDropped(Mount mount, long beforeMillis) throws IOException {
        Litter removed = new Litter(0, 0);
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(mount.layout().dropped())) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toMillis() < beforeMillis) {
                    removed = removed.plus(tree(entry));
                }
            }
        }
        return removed;
    }

    private static Litter tree(Path entry) throws IOException {
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return file(entry);
        }
        Litter removed = new Litter(0, 0);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(entry)) {
            for (Path inner : entries) {
                removed = removed.plus(tree(inner));
            }
        }
        Files.deleteIfExists(entry);
        return removed;
    }

    private static Litter file(Path entry) throws IOException {
        long size = Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) ? Files.size(entry) : 0;
        return Files.deleteIfExists(entry) ? new Litter(1, size) : new Litter(0, 0);
    }

    private Litter plus(Litter other) {
        return new Litter(files + other.files, bytes + other.bytes);
    }
}
