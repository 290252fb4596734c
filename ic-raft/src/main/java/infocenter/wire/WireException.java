package infocenter.wire;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that cannot be read whole: damaged, truncated, of an unknown version, with a field missing, or with a value that a record
 * refuses. The message names the record and the field.
 *
 * <p>What it means depends on where the bytes came from. From the log or a snapshot: the member must stop, since it may differ from
 * the members that can read them. From another node: the one request is refused.
 */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireException(String message) {
        super(message);
    }

    WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
