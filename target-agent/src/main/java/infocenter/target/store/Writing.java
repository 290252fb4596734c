package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A content on its way in: nobody sees it before {@link #commit}. One thread at a time. Closing without a commit aborts.
 * After a failure only closing is left.
 */
public final class Writing implements AutoCloseable {

    /** The JDK makes a direct copy of what it is handed at once, and keeps it with the thread. */
    private static final int SLICE_BYTES = 64 * 1024;

    /** More unforced bytes than this are forced before the name is locked, so that other writers of it do not wait. */
    private static final long FORCE_EARLY_BYTES = 1024 * 1024;

    private final Commit commit;
    private final long bucketId;
    private final ObjectName name;
    private final BucketIndex bucket;
    private final Mount mount;
    private final Path file;
    private final FileChannel channel;
    private final Xxh64 hash = new Xxh64();
    private long size;
    private long reservedBytes;
    private boolean open = true;

    Writing(Commit commit, long bucketId, ObjectName name, BucketIndex bucket, Mount mount) throws StoreFailure {
        this.commit = commit;
        this.bucketId = bucketId;
        this.name = name;
        this.bucket = bucket;
        this.mount = mount;
        this.file = mount.nextWriting();
        try {
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException failed) {
            mount.over(file);
            throw mount.failure(failed, 0);
        }
    }

    /** Bytes so far. */
    public long size() {
        return size;
    }

    /** XXH64 with seed 0 of the bytes so far; a caller that was told a checksum compares before it commits. */
    public long xxh64() {
        return hash.digest();
    }

    /** Appends what remains in the buffer, all of it. */
    public void write(ByteBuffer bytes) throws StoreFailure {
        requireOpen();
        int length = bytes.remaining();
        try {
            append(bytes);
        } catch (IOException failed) {
            close();
            throw mount.failure(failed, length);
        }
    }

    /**
     * Makes it the object of its name: forces content, version and custom metadata to the disk, then shows them in one
     * step. When this returns {@link CommitOutcome.Committed}, a loss of power cannot undo it.
     *
     * @throws StoreFailure with the former object still there
     */
    public CommitOutcome commit(VersionRule rule, CustomMetadata custom) throws StoreFailure {
        requireOpen();
        try {
            if (size > FORCE_EARLY_BYTES) {
                commit.files().force(mount, channel, size);
            }
            return commit.run(this, rule, custom);
        } finally {
            close();
        }
    }

    /** Drops it; nothing of it is left. Does nothing after a commit. */
    public void abort() {
        close();
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        mount.giveBack(reservedBytes);
        reservedBytes = 0;
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // The next start removes it, and until then nobody can see it.
            ObjectStore.LOG
                    .atWarn()
                    .setCause(left)
                    .addKeyValue("outcome", "left")
                    .log("temporary file not removed");
        } finally {
            mount.over(file);
        }
    }

    /** Appends bytes that are no content. */
    void appendTrailer(ByteBuffer trailer, boolean deleted) throws IOException {
        if (deleted) {
            mount.requireTrusted();
            mount.reserveAnyway(trailer.remaining());
            reservedBytes += trailer.remaining();
        } else {
            reserve(trailer.remaining());
        }
        drain(trailer);
    }

    /** The file was renamed and is that entry: nothing to give back or to remove. */
    void settled(IndexEntry entry) {
        mount.settled(reservedBytes, entry);
        reservedBytes = 0;
    }

    long bucketId() {
        return bucketId;
    }

    ObjectName name() {
        return name;
    }

    BucketIndex bucket() {
        return bucket;
    }

    Mount mount() {
        return mount;
    }

    Path file() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    private void append(ByteBuffer bytes) throws IOException {
        reserve(bytes.remaining());
        hash.update(bytes);
        size += bytes.remaining();
        drain(bytes);
    }

    private void reserve(int bytes) throws StoreFailure {
        mount.requireTrusted();
        mount.reserve(bytes);
        reservedBytes += bytes;
    }

    private void drain(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SLICE_BYTES));
            channel.write(bytes);
        }
        bytes.limit(end);
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this writing of " + name + " is over");
        }
    }
}
