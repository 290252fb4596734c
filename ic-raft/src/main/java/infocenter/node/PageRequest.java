package infocenter.node;

import infocenter.core.xaction.XactionId;
import org.jspecify.annotations.Nullable;

/**
 * Names of one bucket on one target.
 *
 * @param id xaction that asks and whose idle time begins anew; null for a plain listing
 * @param bucketId the bucket
 * @param prefix names start with it
 * @param after names are greater; empty for the first page
 * @param limit at most so many, 1 to 10,000
 */
public record PageRequest(@Nullable XactionId id, long bucketId, String prefix, String after, int limit) {}
