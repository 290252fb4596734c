package infocenter.target.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps that make a change survive a loss of power, kept apart so that a test can see their order and let them
 * fail. Each returns when the disk has it.
 */
interface Durability {

    /** Forces a file's content and length. */
    void file(FileChannel channel) throws IOException;

    /** Replaces {@code to} in one step: everybody sees the old file or the new one. */
    void rename(Path from, Path to) throws IOException;

    /** Forces the names in a directory. */
    void directory(Path directory) throws IOException;

    /** The operating system's. */
    enum Disk implements Durability {
        /** The one. */
        INSTANCE;

        @Override
        public void file(FileChannel channel) throws IOException {
            channel.force(true);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void directory(Path directory) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                while (!forced(directory)) {
                    // The rename is done: giving up now would leave the caller not knowing whether it lasts.
                    interrupted |= Thread.interrupted();
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static boolean forced(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                return true;
            } catch (ClosedByInterruptException interrupted) {
                return false;
            }
        }
    }
}
