package infocenter.core.transform;

/**
 * What a transformer may take and give for one object. Beyond, that object fails, and it alone.
 *
 * @param timeMillis how long it may be waited for
 * @param outputBytesMax bytes of one output
 * @param outputRatioMax bytes of output for each byte of input; an output of at most {@link #RATIO_FREE_BYTES} is always in order
 */
public record TransformBounds(long timeMillis, long outputBytesMax, long outputRatioMax) {
    public static final long TIME_MILLIS_LEAST = 100;
    public static final long TIME_MILLIS_MOST = 3_600_000;
    public static final long OUTPUT_BYTES_MOST = 1L << 40;
    public static final long OUTPUT_RATIO_MOST = 1_000_000;

    /** A checksum of an empty object is no bomb. */
    public static final long RATIO_FREE_BYTES = 64 * 1024;

    /** A minute, 5 GiB, a hundredfold. */
    public static final TransformBounds STANDARD = new TransformBounds(60_000, 5L << 30, 100);

    /** The most bytes that an input of that size may become. */
    public long outputBytesMax(long inputBytes) {
        long byRatio = inputBytes > Long.MAX_VALUE / outputRatioMax ? Long.MAX_VALUE : inputBytes * outputRatioMax;
        return Math.min(outputBytesMax, Math.max(byRatio, RATIO_FREE_BYTES));
    }
}
