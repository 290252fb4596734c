package infocenter.target.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds each mount path for one store alone: a second one would remove what the first is writing. The operating system
 * ends the hold with the process.
 */
final class MountLocks implements AutoCloseable {

    private final List<FileChannel> held = new ArrayList<>();

    /** Takes one, making its root; a mount path without a working disk is left out, one in use is an error. */
    void take(Mount mount) throws StoreFailure.InUse {
        try {
            Files.createDirectories(mount.root());
            FileChannel channel =
                    FileChannel.open(mount.layout().lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.add(channel);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StoreFailure.InUse(mount.root());
            }
        } catch (OverlappingFileLockException sameProcess) {
            throw new StoreFailure.InUse(mount.root());
        } catch (StoreFailure.InUse inUse) {
            throw inUse;
        } catch (IOException failed) {
            mount.leaveOut(failed);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : held) {
            channel.close();
        }
    }
}
