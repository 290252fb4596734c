package infocenter.node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
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

    /** Less than that, and a file system counts as full: a log segment and a snapshot of a small table need more. */
    private static final long FULL_BELOW_BYTES = 64 * 1024;

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
        ProcessEnd known = known(failure, folder);
        return known == null ? BROKEN : known;
    }

    /** What a failed write or fsync of a log is. */
    public static ProcessEnd ofWriting(Throwable failure, Path folder) {
        ProcessEnd known = known(failure, folder);
        return known == null ? DISK_FAILED : known;
    }

    private static @Nullable ProcessEnd known(Throwable failure, Path folder) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Known named) {
                return named.end();
            }
            ProcessEnd told = cause instanceof IOException ? told(cause) : null;
            if (told != null) {
                return told;
            }
        }
        // The texts of the operating system depend on its language; only a failed write says anything about room.
        return failure instanceof IOException ? seen(folder) : null;
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

    private static @Nullable ProcessEnd seen(Path folder) {
        try {
            FileStore disk = Files.getFileStore(folder);
            if (disk.isReadOnly()) {
                return DISK_READ_ONLY;
            }
            return disk.getUsableSpace() < FULL_BELOW_BYTES ? DISK_FULL : null;
        } catch (IOException noAnswer) {
            return null;
        }
    }
}
