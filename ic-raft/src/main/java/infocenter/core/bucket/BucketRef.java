package infocenter.core.bucket;

/**
 * A bucket at one moment of its life: a bucket that is born again under the same name has another id.
 *
 * @param name what clients call it
 * @param id its sequence
 */
public record BucketRef(BucketName name, long id) {}
