package infocenter.target.rest;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/**
 * Which object a client means.
 *
 * @param bucketId from a gateway's redirect, else none
 * @param mapVersion from a gateway's redirect, else none
 * @param transform name of the transformer through which it is read; empty for none
 */
public record ObjectAddress(
        BucketName bucket, ObjectName name, OptionalLong bucketId, OptionalLong mapVersion, String transform) {
    static final String ROUTE = "/ic/v1/buckets/{bucket}/objects/{name}";
    static final String PREFIX = "/ic/v1/buckets/";
    private static final String OBJECTS = "/objects/";

    /**
     * Reads it from a path as it came, since a decoded and tidied one would hide what was tried.
     *
     * @throws Problem.Refused naming the field that is wrong
     */
    static ObjectAddress of(HttpServerRequest request, String path) {
        int end = path.indexOf('/', PREFIX.length());
        if (end < 0 || !path.startsWith(OBJECTS, end)) {
            throw Problem.of(404, "no-such-path", "a target serves " + ROUTE + "; ask a gateway for the rest")
                    .refused();
        }
        BucketName bucket = bucket(request, path.substring(PREFIX.length(), end));
        return new ObjectAddress(
                bucket,
                name(path.substring(end + OBJECTS.length())),
                number(request, "bucketId"),
                number(request, "mapVersion"),
                query(request, "transform", ""));
    }

    /**
     * Of percent-encoded names.
     *
     * @throws Problem.Refused naming the field that is wrong
     */
    public static ObjectAddress of(
            BucketName bucket, String encodedName, OptionalLong bucketId, OptionalLong mapVersion) {
        return new ObjectAddress(bucket, name(encodedName), bucketId, mapVersion, "");
    }

    /**
     * A bucket by its percent-encoded name.
     *
     * @throws Problem.Refused naming the field that is wrong
     */
    public static BucketName bucket(String provider, String namespace, String encoded) {
        try {
            return new BucketName(provider, namespace, PercentText.decode(encoded));
        } catch (IllegalArgumentException bad) {
            String said = String.valueOf(bad.getMessage());
            throw Problem.field(said.startsWith("bucket namespace") ? "namespace" : "bucket", said)
                    .refused();
        }
    }

    /** Bucket, slash and name, percent-encoded for a path. */
    public String encodedPath() {
        return PercentText.encode(bucket.name()) + "/" + PercentText.encode(name.value());
    }

    /** The same object at another target, for a redirect. */
    String at(String publicUrl, long ofBucketId, long ofMapVersion) {
        String namespace =
                bucket.namespace().isEmpty() ? "" : "&namespace=" + PercentText.encodeAll(bucket.namespace());
        return publicUrl + PREFIX + PercentText.encode(bucket.name()) + OBJECTS + PercentText.encode(name.value())
                + "?bucketId=" + ofBucketId + "&mapVersion=" + ofMapVersion + namespace
                + (transform.isEmpty() ? "" : "&transform=" + PercentText.encodeAll(transform));
    }

    static ObjectName name(String encoded) {
        try {
            return new ObjectName(PercentText.decode(encoded));
        } catch (IllegalArgumentException bad) {
            throw Problem.field("name", String.valueOf(bad.getMessage())).refused();
        }
    }

    private static BucketName bucket(HttpServerRequest request, String encoded) {
        String provider = query(request, "provider", "ais");
        String namespace = query(request, "namespace", "");
        if (!provider.equals("ais")) {
            throw Problem.field("provider", "provider must be ais").refused();
        }
        return bucket(provider, namespace.startsWith("@") ? namespace.substring(1) : namespace, encoded);
    }

    private static OptionalLong number(HttpServerRequest request, String key) {
        String text = query(request, key, "");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException bad) {
            // Told below.
        }
        throw Problem.field(key, key + " must be a whole number that is not negative")
                .refused();
    }

    private static String query(HttpServerRequest request, String key, String otherwise) {
        try {
            String value = request.getParam(key);
            return value == null ? otherwise : value;
        } catch (IllegalArgumentException bad) {
            throw Problem.field("query", "query must be percent-encoded UTF-8").refused();
        }
    }
}
