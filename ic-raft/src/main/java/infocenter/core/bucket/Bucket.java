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

    /** Properties that begin so are the cluster's own: nobody else makes, changes or removes them. */
    public static final String RESERVED = "xic.";

    /** Property of a bucket whose objects go to another name: the xaction that does it. Nobody changes its objects meanwhile. */
    public static final String RENAMING = RESERVED + "renaming";

    /**
     * Property of a bucket that does not yet, or after a failed rename never will, have all objects of its source: the xaction that
     * fills it. Clients do not change its objects.
     */
    public static final String INCOMPLETE = RESERVED + "incomplete";

    /** True while its objects go to another name. */
    public boolean renaming() {
        return properties.containsKey(RENAMING);
    }

    /** True while it does not have all objects of the bucket whose name it shall replace. */
    public boolean incomplete() {
        return properties.containsKey(INCOMPLETE);
    }

    /** With other properties; the same bucket. */
    public Bucket with(TreePMap<String, String> next) {
        return new Bucket(id, name, next, createdShownMillis);
    }

    /** True when its objects may go to make room. */
    public boolean lru() {
        return "on".equals(properties.get(LRU));
    }

    /** Its present incarnation. */
    public BucketRef ref() {
        return new BucketRef(name, id);
    }
}
