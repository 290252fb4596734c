package infocenter.node;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why a node's process ended by itself, with the exit code that scripts and service managers go by. Starting it again helps at once for
 * none of them but {@link #BROKEN}.
 */
public enum ProcessEnd {
    /** Something else, which the message says. */
    BROKEN(1, ""),
    /** The cluster does not admit this process: another cluster's, a name or address that is taken, a newer process of the name. */
    NOT_ADMITTED(10, "see the reason; asking again does not cure it"),
    /** The cluster's feature level is above what this build understands. */
    FEATURE_LEVEL(11, "install a newer build and start it again; its disk is as it was"),
    /** The cluster asks for a secret that this process does not have. */
    JOIN_SECRET(12, "give this node the cluster's secret: cluster.joinSecretFile"),
    /** No room on the disk of the log. */
    DISK_FULL(20, "make room on that disk, then start it again: what it acknowledged is there"),
    /** Reading or writing failed, or an fsync did: nothing may be taken for written any more. */
    DISK_FAILED(21, "look at the disk; on a sound one start it again, else give the node an empty disk"),
    /** What the disk holds is not what was written, and nobody can replace it. */
    DISK_DAMAGED(22, "start the other gateways first; if this was the only member, restore a backup: xic ic restore"),
    /** The file system is mounted read-only, or its permissions forbid writing. */
    DISK_READ_ONLY(23, "mount it writable, after a look at why it is not, then start it again");

    /** A member does not start with less, so that its log has room for a while. */
    private static final long ROOM_TO_START_BYTES = 256L << 20;

    /** With less, a write that failed is taken to have failed for want of room. */
    private static final long ROOM_TO_WRITE_BYTES = 64 << 10;

    private final int code;
    private final String cure;

    ProcessEnd(int code, String cure) {
        this.code = code;
        this.cure = cure;
    }

    /** An exception that knows what kind of end it is. */
    public interface Known {
        ProcessEnd end();
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }

    /** The word for logs and health pages: lower case with hyphens. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** A message that says what to do as well. */
    public String explained(String message) {
        return cure.isEmpty() ? message : message + " [" + shown() + ", exit code " + code + ": " + cure + "]";
    }

    /**
     * What a failure to start is; {@link #BROKEN} unless it says that it is of the disk.
     *
     * @param folder on the disk that was used
     */
    public static ProcessEnd ofStart(Throwable failure, Path folder) {
        ProcessEnd known = known(failure, folder, ROOM_TO_START_BYTES);
        return known == null ? BROKEN : known;
    }

    /** What a failed write or fsync of a log is. */
    public static ProcessEnd ofWriting(Throwable failure, Path folder) {
        ProcessEnd known = known(failure, folder, ROOM_TO_WRITE_BYTES);
        return known == null ? DISK_FAILED : known;
    }

    private static @Nullable ProcessEnd known(Throwable failure, Path folder, long room) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Known named) {
                return named.end();
            }
            ProcessEnd told = cause instanceof IOException ? told(cause) : null;
            if (told != null) {
                return told;
            }
        }
        // The texts of the operating system depend on its language.
        boolean other = failure instanceof SocketException || failure instanceof NoSuchFileException;
        return failure instanceof IOException && !other ? seen(folder, room) : null;
    }

    private static @Nullable ProcessEnd told(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.contains("No space left") || text.contains("quota exceeded") || text.contains("NO_SPACE")) {
            return DISK_FULL;
        }
        if (text.contains("Read-only file system") || cause instanceof AccessDeniedException) {
            return DISK_READ_ONLY;
        }
        return text.contains("Input/output error") || text.contains("Structure needs cleaning") ? DISK_FAILED : null;
    }

    private static @Nullable ProcessEnd seen(Path folder, long room) {
        try {
            FileStore disk = Files.getFileStore(folder);
            if (disk.isReadOnly()) {
                return DISK_READ_ONLY;
            }
            return disk.getUsableSpace() < room ? DISK_FULL : null;
        } catch (IOException noAnswer) {
            return null;
        }
    }
}
