package infocenter.bench.failover;

/** Times in which nothing happened. */
final class Gaps {
    private Gaps() {}

    /**
     * The longest time between two of these moments, the span's ends included, in milliseconds.
     *
     * @param nanos ascending
     */
    static double longestMillis(long[] nanos, long from, long until) {
        long last = from;
        long longest = 0;
        for (long at : nanos) {
            if (at >= from && at <= until) {
                longest = Math.max(longest, at - last);
                last = at;
            }
        }
        return Math.max(longest, until - last) / 1e6;
    }
}
