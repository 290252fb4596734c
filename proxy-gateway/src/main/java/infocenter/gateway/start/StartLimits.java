package infocenter.gateway.start;

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

    /** Characters of canonical arguments in a row. */
    public static final int ARGUMENT_CHARS_MAX = 64 * 1024;
}
