package infocenter.core.xaction;

/**
 * AIStore's six counters of one run. They count work since the attempt began and never fall within one attempt.
 *
 * @param localObjects objects read or changed on the target itself
 * @param localBytes their bytes
 * @param sentObjects objects sent to other targets
 * @param sentBytes their bytes
 * @param receivedObjects objects received from other targets
 * @param receivedBytes their bytes
 */
public record Counters(
        long localObjects,
        long localBytes,
        long sentObjects,
        long sentBytes,
        long receivedObjects,
        long receivedBytes) {
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

    /** The sum of both, counter by counter. */
    public Counters plus(Counters other) {
        return new Counters(
                localObjects + other.localObjects,
                localBytes + other.localBytes,
                sentObjects + other.sentObjects,
                sentBytes + other.sentBytes,
                receivedObjects + other.receivedObjects,
                receivedBytes + other.receivedBytes);
    }

    /** True when no counter is lower than the other's. */
    public boolean reaches(Counters other) {
        return localObjects >= other.localObjects
                && localBytes >= other.localBytes
                && sentObjects >= other.sentObjects
                && sentBytes >= other.sentBytes
                && receivedObjects >= other.receivedObjects
                && receivedBytes >= other.receivedBytes;
    }
}
