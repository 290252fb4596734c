package infocenter.gateway.start;

import infocenter.core.table.Limits;
import java.time.Duration;

/**
 * Bounds of starts at one gateway.
 *
 * @param startBy time for all targets to acknowledge
 * @param requestTimeout longest wait for the group
 * @param inFlightMax starts that wait for their answer; more are answered overloaded
 */
public record StartLimits(Duration startBy, Duration requestTimeout, int inFlightMax) {
    /** Starts in flight when nothing else is said: far above what a gateway does in its latency, far below its memory. */
    public static final int IN_FLIGHT_MAX = 2_048;

    /** UTF-8 bytes of canonical arguments in a row; larger ones are a blob. */
    static final int ROW_ARGUMENT_BYTES_MAX = Limits.STANDARD.argumentBytesMax();

    /** Starts with arguments this large, in flight: each may hold several times its 8 MiB of memory here. */
    static final int LARGE_IN_FLIGHT_MAX = 4;

    /** Time for a target to have large arguments on its disk. */
    static final Duration KEEP_WITHIN = Duration.ofSeconds(10);
}
