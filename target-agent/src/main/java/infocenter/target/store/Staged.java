package infocenter.target.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no object yet: parts of a content that comes in several requests. They take room of their mount path, nobody sees
 * them, and the next start removes them. One thread at a time. While they rest no file is open. Close them.
 */
public final class Staged implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Mount mount;
    private final Path file;
    private @Nullable FileChannel channel;
    private long size;
    private long reservedBytes;
    private boolean over;

    Staged(Mount mount) throws StoreFailure {
        mount.requireTrusted();
        this.mount = mount;
        this.file = mount.nextWriting();
        try {
            Files.createFile(file);
        } catch (IOException failed) {
            mount.over(file);
            throw mount.failure(failed, 0);
        }
    }

    /** Bytes so far. */
    public long size() {
        return size;
    }

    /** Appends what remains in the buffer, all of it; after a failure {@link #cutTo} says what stays. */
    public void append(ByteBuffer bytes) throws StoreFailure {
        requireOpen();
        int length = bytes.remaining();
        mount.requireTrusted();
        mount.reserve(length);
        reservedBytes += length;
        try {
            FileChannel to = channel;
            if (to == null) {
                to = FileChannel.open(file, StandardOpenOption.WRITE).position(size);
                channel = to;
            }
            while (bytes.hasRemaining()) {
                size += to.write(bytes);
            }
        } catch (IOException failed) {
            throw mount.failure(failed, length);
        }
    }

    /** Takes back what was appended behind that size, and rests. */
    public void cutTo(long before) throws StoreFailure {
        rest();
        try (FileChannel cut = FileChannel.open(file, StandardOpenOption.WRITE)) {
            cut.truncate(before);
            size = before;
            mount.giveBack(reservedBytes - size);
            reservedBytes = size;
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    /** No more comes for now: nothing stays open. */
    public void rest() throws StoreFailure {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    /** Appends all of it to a content. */
    public void copyTo(Writing content) throws StoreFailure {
        requireOpen();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.max(1, Math.min(size, CHUNK_BYTES)));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long position = 0;
            while (position < size) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), size - position));
                int got = channel.read(chunk, position);
                if (got < 0) {
                    throw new StoreFailure.Damaged(file, "it became shorter");
                }
                position += got;
                content.write(chunk.flip());
            }
        } catch (IOException failed) {
            throw mount.failure(failed, 0);
        }
    }

    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        mount.giveBack(reservedBytes);
        try {
            rest();
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // The next start removes it.
            ObjectStore.LOG
                    .atWarn()
                    .setCause(left)
                    .addKeyValue("outcome", "left")
                    .log("temporary file not removed");
        } finally {
            mount.over(file);
        }
    }

    private void requireOpen() {
        if (over) {
            throw new IllegalStateException("these bytes are given up");
        }
    }
}
