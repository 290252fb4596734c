package infocenter.core.supervise;

import java.time.Duration;

/**
 * How long a leader waits before it changes where objects live, and before it lets that have its way. From the gateways' settings; they
 * decide only what is asked of the log, so gateways that differ do no harm.
 *
 * @param evictAfter a target that is down for so long loses its place
 * @param rebalanceWait what a rebalance excludes may run on for so long once one is due; then it is aborted
 * @param startBy time for the acknowledgements of a rebalance
 */
public record Patience(Duration evictAfter, Duration rebalanceWait, Duration startBy) {
    /** What the settings say when nobody has changed them. */
    public static final Patience STANDARD =
            new Patience(Duration.ofSeconds(60), Duration.ofMinutes(2), Duration.ofSeconds(5));
}
