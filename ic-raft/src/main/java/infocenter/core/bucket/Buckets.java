package infocenter.core.bucket;

import org.pcollections.TreePMap;

/**
 * All living buckets.
 *
 * @param byName the buckets
 * @param sequence of the command that last changed anything here
 */
public record Buckets(TreePMap<BucketName, Bucket> byName, long sequence) {
    public static final Buckets EMPTY = new Buckets(TreePMap.empty(), 0);
}
