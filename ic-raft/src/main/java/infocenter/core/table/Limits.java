package infocenter.core.table;

import java.time.Duration;

/**
 * Every limit of the table. They decide outcomes, so they must be the same on every member and replay the same for ever: a limit that
 * shipped changes only with the feature level. How long a session's numbers may spread is {@code Batch.WINDOW}.
 *
 * @param activeXactionsMax more are refused with {@code table-full}
 * @param endedXactionsMax beyond, the oldest end goes first
 * @param keysMax live idempotency keys; more are refused with {@code key-table-full}
 * @param keyWindow how long a key holds its id
 * @param eventsMax kept for watchers; the oldest go
 * @param bucketsMax living buckets; more are refused with {@code table-full}
 * @param formerPlacementsMax former placements by which targets may hold objects; a further one is refused with {@code table-full}
 *     until the objects of one have moved
 * @param nodesMax nodes; more are refused with {@code table-full}
 * @param labelsMax labels of a start, and properties of a bucket; more are {@code too-large}
 * @param labelNameCharsMax characters of a label's or a property's name
 * @param labelValueCharsMax characters of its value
 * @param textCharsMax characters of addresses, zones, hashes and idempotency keys
 * @param argumentBytesMax UTF-8 bytes of arguments in a row; larger ones are a blob
 * @param argumentBytesKept UTF-8 bytes of arguments that a row keeps after its end
 * @param errorCharsMax characters of an error; the rest is cut
 * @param startByMax longest time for the acknowledgements of a start
 * @param restartStartBy time for the acknowledgement of a run that is started again
 * @param deadlineMax longest deadline of a xaction
 * @param attemptsMax attempts of one run; when the last is lost, the xaction is aborted
 * @param rebalanceRetry time after a rebalance that failed or was aborted until the next one of the same placement is due; what it
 *     excludes may start meanwhile
 * @param expiredAtOnceMax rows and keys that one {@code Expire} may take, so that no entry takes long to apply
 */
public record Limits(
        int activeXactionsMax,
        int endedXactionsMax,
        int keysMax,
        Duration keyWindow,
        int eventsMax,
        int bucketsMax,
        int formerPlacementsMax,
        int nodesMax,
        int labelsMax,
        int labelNameCharsMax,
        int labelValueCharsMax,
        int textCharsMax,
        int argumentBytesMax,
        int argumentBytesKept,
        int errorCharsMax,
        Duration startByMax,
        Duration restartStartBy,
        Duration deadlineMax,
        int attemptsMax,
        Duration rebalanceRetry,
        int expiredAtOnceMax) {
    /** What every cluster has. */
    public static final Limits STANDARD = new Limits(
            10_000,
            1_000_000,
            1_000_000,
            Duration.ofHours(24),
            10_000,
            100_000,
            100,
            1_000,
            64,
            64,
            1_024,
            256,
            64 * 1_024,
            1_024,
            1_024,
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofDays(365),
            100,
            Duration.ofSeconds(30),
            2_000);
}
