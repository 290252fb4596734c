package infocenter.target.store;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A mount path at work: counts what is taken against its capacity, says what an error of its disk means, and stops
 * taking writes once it cannot be trusted. Any thread.
 */
final class Mount {

    private final MountPath path;
    private final MountLayout layout;
    private final AtomicLong takenBytes = new AtomicLong();
    private final AtomicLong writingBytes = new AtomicLong();
    private final AtomicInteger objects = new AtomicInteger();
    private final Set<Path> writings = ConcurrentHashMap.newKeySet();
    private volatile @Nullable IOException untrusted;
    private volatile boolean leftOut;
    /** What the last look found, in words that stay the same while it does; empty for nothing. */
    private volatile String trouble = "";

    Mount(MountPath path) {
        this.path = path;
        this.layout = new MountLayout(path.root());
    }

    Path root() {
        return path.root();
    }

    MountLayout layout() {
        return layout;
    }

    /** After a failed fsync the kernel may have dropped what it could not write, and the next fsync says nothing. */
    void distrust(IOException cause) {
        untrusted = cause;
    }

    /** It could not be read at the start, so nobody knows which names it has. */
    void leaveOut(IOException cause) {
        untrusted = cause;
        leftOut = true;
        ObjectStore.LOG
                .atError()
                .setCause(cause)
                .addKeyValue("outcome", "left out")
                .log("mount path {} cannot be read", root());
    }

    boolean isLeftOut() {
        return leftOut;
    }

    /** Throws if a name that the index does not have may be here all the same. */
    void requireKnown() throws StoreFailure {
        if (leftOut) {
            requireTrusted();
        }
    }

    /** Throws if this mount path was given up since the start or at it. */
    void requireTrusted() throws StoreFailure {
        IOException cause = untrusted;
        if (cause != null) {
            throw new StoreFailure.Failing(root(), cause);
        }
    }

    /** A name for a temporary file, which is a writing's until that is {@link #over}. */
    Path nextWriting() {
        Path file = layout.nextWriting();
        writings.add(file);
        return file;
    }

    /** That temporary file is nobody's any more. */
    void over(Path writing) {
        writings.remove(writing);
    }

    /** True while a writing has that temporary file. */
    boolean writes(Path file) {
        return writings.contains(file);
    }

    /** Takes room for bytes that are about to be written, or none of it. */
    void reserve(long bytes) throws StoreFailure.Full {
        long taken = takenBytes.addAndGet(bytes);
        if (taken > path.capacityBytes()) {
            takenBytes.addAndGet(-bytes);
            throw new StoreFailure.Full(root(), bytes, Math.max(0, path.capacityBytes() - taken + bytes), null);
        }
        writingBytes.addAndGet(bytes);
    }

    /** Takes room also beyond the capacity: a delete must be possible on a path that is full. */
    void reserveAnyway(long bytes) {
        takenBytes.addAndGet(bytes);
        writingBytes.addAndGet(bytes);
    }

    /** What was reserved for a writing is not needed any more. */
    void giveBack(long bytes) {
        takenBytes.addAndGet(-bytes);
        writingBytes.addAndGet(-bytes);
    }

    /** A writing became that entry. */
    void settled(long bytes, IndexEntry entry) {
        writingBytes.addAndGet(-bytes);
        objects.addAndGet(entry.deleted() ? 0 : 1);
    }

    /** An entry was found at the start. */
    void found(IndexEntry entry) {
        takenBytes.addAndGet(entry.fileBytes());
        objects.addAndGet(entry.deleted() ? 0 : 1);
    }

    /** An entry is gone. */
    void gone(IndexEntry entry) {
        takenBytes.addAndGet(-entry.fileBytes());
        objects.addAndGet(entry.deleted() ? 0 : -1);
    }

    /** Bytes on the disk that are no object. */
    void occupied(long bytes) {
        takenBytes.addAndGet(bytes);
    }

    /**
     * Whether a file can be made there now: a file system that was mounted read-only since, or a disk that is gone, is noticed although
     * nobody writes. Blocks on the disk.
     */
    void look() {
        String before = trouble;
        Path file = nextWriting();
        try {
            Files.createFile(file);
            Files.delete(file);
            trouble = "";
        } catch (IOException failed) {
            StoreFailure failure = failure(failed, 0);
            if (failure instanceof StoreFailure.ReadOnly) {
                trouble = "cannot be written: its file system is read-only or forbids it";
            } else if (failure instanceof StoreFailure.Full) {
                trouble = "has no room: its file system is full";
            } else if (failure instanceof StoreFailure.Failing) {
                trouble = "fails: " + reason(failed);
            }
        } finally {
            over(file);
        }
        if (!before.equals(trouble)) {
            ObjectStore.LOG
                    .atWarn()
                    .addKeyValue("outcome", trouble.isEmpty() ? "whole" : "degraded")
                    .log("mount path {} {}", root(), trouble.isEmpty() ? "can be written again" : trouble);
        }
    }

    /** Why it takes no writes, in words that stay the same while that does; empty when it takes them. */
    private String failing() {
        IOException cause = untrusted;
        return cause == null
                ? trouble
                : (leftOut ? "cannot be read: " : "fails until the next start: ") + reason(cause);
    }

    MountUsage usage() {
        String failing = failing();
        return new MountUsage(
                root(),
                path.capacityBytes(),
                takenBytes.get(),
                writingBytes.get(),
                objects.get(),
                failing.isEmpty() ? Optional.empty() : Optional.of(failing));
    }

    /**
     * Says what went wrong. The file system is asked first, because the texts of the operating system depend on its
     * language.
     */
    StoreFailure failure(IOException cause, long neededBytes) {
        if (cause instanceof StoreFailure known) {
            return known;
        }
        if (cause instanceof ClosedChannelException) {
            // By an interrupt, or by another thread that aborted the writing: no sign against the disk.
            return new StoreFailure.Interrupted(root(), cause);
        }
        String reason = reason(cause);
        try {
            FileStore disk = Files.getFileStore(root());
            if (disk.isReadOnly() || cause instanceof AccessDeniedException || reason.contains("Read-only")) {
                return new StoreFailure.ReadOnly(root(), cause);
            }
            if (disk.getUsableSpace() < neededBytes
                    || reason.contains("No space left")
                    || reason.contains("quota exceeded")) {
                return new StoreFailure.Full(root(), neededBytes, disk.getUsableSpace(), cause);
            }
        } catch (IOException noAnswer) {
            cause.addSuppressed(noAnswer);
        }
        return new StoreFailure.Failing(root(), cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
        return reason == null ? "" : reason;
    }
}
