package infocenter.gateway.supervise;

import infocenter.core.table.Information;

/**
 * The cluster's elapsed clock as this leader reckons it between two entries. Never ahead of the clock that stamps entries, since a
 * stamp is always older than the moment at which it is seen here.
 */
final class ElapsedClock {
    private static final long NANOS_A_MILLI = 1_000_000;

    private long ahead = Long.MIN_VALUE;

    void observe(Information information, long nanos) {
        ahead = Math.max(ahead, information.clocks().elapsedMillis() - nanos / NANOS_A_MILLI);
    }

    /** Call {@link #observe} first. */
    long millis(long nanos) {
        return nanos / NANOS_A_MILLI + ahead;
    }
}
