package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A plain file beside the store, read once for its checksum when it is opened. Somebody may change it meanwhile: {@link #unchanged} says
 * what the file system shows of that.
 */
public final class LocalFile implements Content {
    private static final int CHUNK_BYTES = 256 * 1024;

    /** Called before each piece that is read for the checksum. */
    public interface Pace {
        void next();
    }

    private final Path file;
    private final FileChannel channel;
    private final BasicFileAttributes before;
    private final ObjectMetadata metadata;

    private LocalFile(Path file, FileChannel channel, BasicFileAttributes before, ObjectMetadata metadata) {
        this.file = file;
        this.channel = channel;
        this.before = before;
        this.metadata = metadata;
    }

    /**
     * Opens it; the last part of the path is not followed if it is a link.
     *
     * @param name of the object that it shall become
     */
    public static LocalFile open(Path file, ObjectName name, Pace pace) throws IOException {
        BasicFileAttributes before = attributes(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            Xxh64 hash = new Xxh64();
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            long size = 0;
            pace.next();
            while (channel.read(chunk.clear(), size) > 0) {
                size += chunk.position();
                hash.update(chunk.flip());
                pace.next();
            }
            ObjectInfo info = new ObjectInfo(
                    name,
                    size,
                    hash.digest(),
                    new ObjectVersion(0, 1),
                    before.lastModifiedTime().toMillis());
            return new LocalFile(file, channel, before, new ObjectMetadata(info, CustomMetadata.EMPTY));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public ObjectMetadata metadata() {
        return metadata;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        long left = size() - position;
        if (left <= 0) {
            return -1;
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + left));
        try {
            return channel.read(into, position);
        } finally {
            into.limit(limit);
        }
    }

    /** True while it is the same file with the same length and time as when it was opened. */
    public boolean unchanged() throws IOException {
        BasicFileAttributes now = attributes(file);
        return now.isRegularFile()
                && now.size() == size()
                && before.size() == size()
                && now.lastModifiedTime().equals(before.lastModifiedTime())
                && String.valueOf(now.fileKey()).equals(String.valueOf(before.fileKey()));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException harmless) {
            // Nothing was written through it.
            ObjectStore.LOG.debug("close of {}", file, harmless);
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
