package infocenter.gateway.rest;

import infocenter.core.bucket.BucketName;

/** A bucket as people write it: {@code name}, {@code ais://name}, {@code ais://@uuid#namespace/name}. */
final class BucketText {
    private BucketText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException for anything else
     */
    static BucketName parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return BucketName.of(text);
        }
        String rest = text.substring(scheme + 3);
        int slash = rest.indexOf('/');
        boolean namespaced = rest.startsWith("@") && slash > 0;
        return new BucketName(
                text.substring(0, scheme),
                namespaced ? rest.substring(1, slash) : "",
                namespaced ? rest.substring(slash + 1) : rest);
    }
}
