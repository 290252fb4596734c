package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the index from the disks at the start, and removes what a crash left: reads the trailer of every object, not the
 * contents. Not shared between threads.
 */
final class StartScan {

    private static final Pattern BUCKET = Pattern.compile("[0-9a-f]{16}");

    private final ObjectIndex index;
    private final MountFiles files;
    private int objects;
    private long bytes;
    private int leftovers;
    private int olderCopies;
    private int damaged;
    private int foreign;

    StartScan(ObjectIndex index, MountFiles files) {
        this.index = index;
        this.files = files;
    }

    Recovery found() {
        return new Recovery(objects, bytes, leftovers, olderCopies, damaged, foreign);
    }

    /** A mount path that cannot be read to its end is left out: its names answer that it fails, not that they are gone. */
    void scan(Mount mount) {
        if (mount.isLeftOut()) {
            return;
        }
        MountLayout layout = mount.layout();
        try {
            MountFiles.made(layout.objects());
            MountFiles.made(layout.writing());
            MountFiles.made(layout.dropped());
            MountFiles.made(layout.damaged());
            leftovers += MountFiles.clear(layout.writing()) + MountFiles.clear(layout.dropped());
            mount.occupied(sizes(layout.damaged()));
            mount.occupied(PutAside.bytes(layout.forgotten()));
            files.durability().directory(mount.root());
            try (DirectoryStream<Path> buckets = Files.newDirectoryStream(layout.objects())) {
                for (Path bucket : buckets) {
                    scanBucket(mount, bucket);
                }
            }
        } catch (DirectoryIteratorException failed) {
            mount.leaveOut(Objects.requireNonNull(failed.getCause()));
        } catch (IOException failed) {
            mount.leaveOut(failed);
        }
    }

    /** Ids of the bucket folders there. */
    static List<Long> buckets(Mount mount) throws StoreFailure {
        List<Long> ids = new ArrayList<>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(mount.layout().objects())) {
            for (Path folder : folders) {
                String id = String.valueOf(folder.getFileName());
                if (BUCKET.matcher(id).matches() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    ids.add(HexFormat.fromHexDigitsToLong(id));
                }
            }
            return ids;
        } catch (DirectoryIteratorException failed) {
            throw mount.failure(Objects.requireNonNull(failed.getCause()), 0);
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    private void scanBucket(Mount mount, Path directory) throws IOException {
        String id = String.valueOf(directory.getFileName());
        if (!BUCKET.matcher(id).matches() || !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            foreign++;
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path file : entries) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    scanObject(mount, HexFormat.fromHexDigitsToLong(id), file);
                } else {
                    foreign++;
                }
            }
        }
    }

    private void scanObject(Mount mount, long bucketId, Path file) throws IOException {
        Trailer trailer;
        ObjectInfo info;
        long fileBytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            fileBytes = channel.size();
            trailer = Trailer.read(channel, file);
            info = trailer.of(bucketId, file).info();
        } catch (StoreFailure.Damaged reason) {
            putAside(mount, bucketId, file, reason);
            return;
        }
        IndexEntry entry = IndexEntry.of(mount, info, trailer.deleted(), (int) (fileBytes - info.size()));
        ObjectName name = info.name();
        BucketIndex bucket = index.bucket(bucketId);
        IndexEntry other = bucket.find(name);
        if (other != null) {
            boolean newer = entry.version().compareTo(other.version()) > 0;
            forget(newer ? other : null, bucketId, name);
            if (!newer) {
                files.remove(mount, bucketId, name);
                return;
            }
        }
        bucket.put(name, entry);
        index.found(name);
        index.changed(null, entry);
        mount.found(entry);
        objects += entry.deleted() ? 0 : 1;
        bytes += info.size();
    }

    /** Of two mount paths that have a name, the older copy goes; null if that one is not in the index. */
    private void forget(@Nullable IndexEntry older, long bucketId, ObjectName name) throws StoreFailure {
        olderCopies++;
        if (older != null) {
            files.remove(older.mount(), bucketId, name);
            older.mount().gone(older);
            index.leave(name.value());
            index.changed(older, null);
            objects -= older.deleted() ? 0 : 1;
            bytes -= older.size();
        }
    }

    private void putAside(Mount mount, long bucketId, Path file, StoreFailure.Damaged reason) throws IOException {
        damaged++;
        mount.occupied(Files.size(file));
        String name = HexFormat.of().toHexDigits(bucketId) + "-" + file.getFileName();
        Files.move(file, mount.layout().damaged().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        ObjectStore.LOG.atError().addKeyValue("outcome", "put aside").log("{}", reason.getMessage());
    }

    private static long sizes(Path directory) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                sum += Files.size(entry);
            }
        }
        return sum;
    }
}
