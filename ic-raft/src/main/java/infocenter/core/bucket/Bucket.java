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
    /** Its present incarnation. */
    public BucketRef ref() {
        return new BucketRef(name, id);
    }
}
