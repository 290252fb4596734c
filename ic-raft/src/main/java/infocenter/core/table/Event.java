package infocenter.core.table;

import java.util.List;

/**
 * One change, for watchers.
 *
 * @param id a sequence: unique, rising, the cursor of {@code Last-Event-ID}
 * @param type for example {@code xaction.created}, {@code run.interrupted}, {@code node.down}, {@code bucket.destroyed}
 * @param subject id of the xaction, node or bucket
 * @param kind of the xaction, else empty
 * @param state phase or state after the change
 * @param buckets shown names of the xaction's buckets
 * @param detail for people, may be empty
 * @param shownMillis wall time
 */
public record Event(
        long id,
        String type,
        String subject,
        String kind,
        String state,
        List<String> buckets,
        String detail,
        long shownMillis) {}
