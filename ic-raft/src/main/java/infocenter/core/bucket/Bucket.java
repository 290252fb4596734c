package infocenter.core.bucket;

import org.pcollections.TreePMap;

/**
 * A living bucket.
 *
 * @param id sequence of the command that created it; targets keep its objects below it
 * @param name what clients call it
 * @param properties by name
 * @param createdShownMillis wall time
 */
public record Bucket(long id, BucketName name, TreePMap<String, String> properties, long createdShownMillis) {
    /** Property: {@code on} lets the kind lru remove objects that were not used for longest; else {@code off}. */
    public static final String LRU = "lru";

    /** True when its objects may go to make room. */
    public boolean lru() {
        return "on".equals(properties.get(LRU));
    }

    /** Its present incarnation. */
    public BucketRef ref() {
        return new BucketRef(name, id);
    }
}
