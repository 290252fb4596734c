package infocenter.target.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One object, open for reading. It stays whole and the same, also while it is replaced or deleted. Close it. Any thread;
 * reads name their position.
 */
public final class Reading implements Content {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final ObjectMetadata metadata;
    private final FileChannel channel;
    private final Path file;

    Reading(ObjectMetadata metadata, FileChannel channel, Path file) {
        this.metadata = metadata;
        this.channel = channel;
        this.file = file;
    }

    /**
     * A part of the content as a region of a file, for a door that hands file regions to the kernel.
     *
     * @param position where it begins in the channel
     */
    public record Region(FileChannel channel, long position, long length) {}

    Path file() {
        return file;
    }

    @Override
    public ObjectMetadata metadata() {
        return metadata;
    }

    /** The whole content. */
    public Region region() {
        return new Region(channel, 0, size());
    }

    /**
     * A range of the content; its channel closes with this reading.
     *
     * @throws IllegalArgumentException if it is not within the content
     */
    public Region region(long first, long length) {
        if (first < 0 || length < 0 || first > size() - length) {
            throw new IllegalArgumentException(
                    "range " + first + "+" + length + " is not within " + size() + " bytes of content");
        }
        return new Region(channel, first, length);
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

    /**
     * Reads the whole content and compares it with its checksum; for copies that are about to replace their source.
     *
     * @throws StoreFailure.Damaged if it is another content
     */
    public void verify() throws IOException {
        Xxh64 hash = new Xxh64();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long position = 0;
        while (position < size()) {
            int got = read(chunk.clear(), position);
            if (got < 0) {
                throw new StoreFailure.Damaged(file, "it became shorter");
            }
            position += got;
            hash.update(chunk.flip());
        }
        if (hash.digest() != metadata.info().xxh64()) {
            throw new StoreFailure.Damaged(
                    file,
                    "checksum is " + Xxh64.hex(hash.digest()) + " instead of "
                            + metadata.info().checksum());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException harmless) {
            // Nothing was written through it.
            ObjectStore.LOG
                    .atWarn()
                    .setCause(harmless)
                    .addKeyValue("outcome", "ignored")
                    .log("close of a reading");
        }
    }
}
