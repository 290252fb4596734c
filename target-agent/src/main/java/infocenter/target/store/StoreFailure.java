package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why the store could not do as it was told, although the request was in order. The objects that were there still are,
 * and the other mount paths go on.
 */
public abstract sealed class StoreFailure extends IOException {

    private StoreFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The mount path's capacity, or the file system below it, has no room for this. */
    public static final class Full extends StoreFailure {
        private final Path mount;
        private final long neededBytes;
        private final long freeBytes;

        Full(Path mount, long neededBytes, long freeBytes, @Nullable Throwable cause) {
            super("mount path " + mount + " is full: " + neededBytes + " bytes needed, " + freeBytes + " free", cause);
            this.mount = mount;
            this.neededBytes = neededBytes;
            this.freeBytes = freeBytes;
        }

        public Path mount() {
            return mount;
        }

        public long neededBytes() {
            return neededBytes;
        }

        public long freeBytes() {
            return freeBytes;
        }
    }

    /** {@link StoreLimits#indexBytesMax} has no room for one more name; present ones can still be replaced. */
    public static final class IndexFull extends StoreFailure {
        IndexFull(long indexBytesMax) {
            super("the store's index of names has no room in its " + indexBytesMax + " bytes", null);
        }
    }

    /** The file system was mounted read-only, or its permissions forbid writing. */
    public static final class ReadOnly extends StoreFailure {
        ReadOnly(Path mount, Throwable cause) {
            super("mount path " + mount + " cannot be written: " + cause.getMessage(), cause);
        }
    }

    /** The disk failed. After a failed fsync the mount path refuses writes until the next start. */
    public static final class Failing extends StoreFailure {
        Failing(Path mount, @Nullable Throwable cause) {
            super("mount path " + mount + " fails: " + (cause == null ? "" : cause.getMessage()), cause);
        }
    }

    /** Another process, or another store in this one, works below the same mount path. */
    public static final class InUse extends StoreFailure {
        InUse(Path mount) {
            super("mount path " + mount + " is in use by another store", null);
        }
    }

    /** What lies on the disk is not what was written. */
    public static final class Damaged extends StoreFailure {
        Damaged(Path file, String what) {
            super("object file " + file + " is damaged: " + what, null);
        }
    }

    /** The bucket was dropped while the object was being written; nothing of it is left. */
    public static final class BucketDropped extends StoreFailure {
        public BucketDropped(long bucketId) {
            super("bucket " + bucketId + " was dropped during the write", null);
        }
    }

    /** The bucket's objects go to another name, and nobody may change them meanwhile. */
    public static final class BucketClosed extends StoreFailure {
        BucketClosed(long bucketId) {
            super("bucket " + bucketId + " is closed to changes while its objects go to another name", null);
        }
    }

    /** By the map of this moment another target keeps the name, or soon will; nothing was changed. */
    public static final class NotKept extends StoreFailure {
        public NotKept(String message) {
            super(message, null);
        }
    }

    /** The name does not have the version any more from which a change was made; nothing was changed. */
    public static final class Changed extends StoreFailure {
        Changed(ObjectName name) {
            super(name + " was changed meanwhile", null);
        }
    }

    /** The worker was interrupted, or somebody else closed what it worked with; nothing was changed. */
    public static final class Interrupted extends StoreFailure {
        Interrupted(Path mount, Throwable cause) {
            super("interrupted at mount path " + mount, cause);
        }
    }
}
