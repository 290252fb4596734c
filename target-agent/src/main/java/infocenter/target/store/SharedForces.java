package infocenter.target.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forces the names of a directory once for all that wait for it: who comes while a force is under way shares the next one, which begins
 * after all their renames (group commit, as databases do it for their logs). Alone nobody waits. Thread-safe.
 */
final class SharedForces implements Durability {
    private final Durability disk;

    /** Guarded by this. */
    private final Map<Path, Directory> directories = new HashMap<>();

    SharedForces(Durability disk) {
        this.disk = disk;
    }

    /** Of one directory: whether a force is under way, and the one that those who wait will share. */
    private static final class Directory {
        private boolean busy;
        private @Nullable Force next;
    }

    /** One force, and what became of it. */
    private static final class Force {
        private boolean over;
        private int sharedBy;
        private @Nullable IOException failure;
    }

    /** How many wait for the force after the present one. */
    synchronized int waiting(Path path) {
        Directory directory = directories.get(path);
        return directory == null || directory.next == null ? 0 : directory.next.sharedBy;
    }

    @Override
    public void file(FileChannel channel) throws IOException {
        disk.file(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void directory(Path path) throws IOException {
        Force force = join(path);
        if (force.failure != null) {
            // Of another thread: with the trace of this one.
            throw new IOException(force.failure.getMessage(), force.failure);
        }
    }

    /** Returns when a force that began after this call is over. Not to be interrupted: the renames are done. */
    private Force join(Path path) {
        boolean interrupted = false;
        Force mine;
        synchronized (this) {
            Directory directory = directories.computeIfAbsent(path, any -> new Directory());
            mine = directory.next == null ? new Force() : directory.next;
            directory.next = mine;
            mine.sharedBy++;
            while (directory.busy && !mine.over) {
                try {
                    wait();
                } catch (InterruptedException told) {
                    interrupted = true;
                }
            }
            if (!mine.over) {
                directory.busy = true;
                directory.next = null;
            }
        }
        if (!mine.over) {
            carryOut(path, mine);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine;
    }

    private void carryOut(Path path, Force mine) {
        // Whatever else is thrown: those who share it were not served.
        @Nullable IOException failure = new IOException("not forced: " + path);
        try {
            disk.directory(path);
            failure = null;
        } catch (IOException failed) {
            failure = failed;
        } finally {
            over(path, mine, failure);
        }
    }

    private synchronized void over(Path path, Force mine, @Nullable IOException failure) {
        Directory directory = directories.get(path);
        mine.failure = failure;
        mine.over = true;
        if (directory != null) {
            directory.busy = false;
            if (directory.next == null) {
                directories.remove(path);
            }
        }
        notifyAll();
    }
}
