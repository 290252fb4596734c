package infocenter.target.ais;

import infocenter.core.bucket.BucketName;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/** Reads which object a request of AIStore's clients means. */
final class AisAddress {
    static final String OBJECTS = "/v1/objects/";

    /** Of a gateway's redirect: the placement that it went by. The name is the one that signed redirects of AIStore have. */
    static final String MAP_VERSION = "vpams";

    /** Of a gateway's redirect: id of the living bucket. */
    static final String BUCKET_ID = "bid";

    private AisAddress() {}

    /**
     * Of a path as it came.
     *
     * @throws Problem.Refused with what is wrong
     */
    static ObjectAddress of(HttpServerRequest request, String path) {
        int end = path.indexOf('/', OBJECTS.length());
        if (end < 0 || end == path.length() - 1) {
            throw Problem.field("path", "invalid URI: an object needs a bucket and a name")
                    .refused();
        }
        return ObjectAddress.of(
                bucket(request, path.substring(OBJECTS.length(), end)),
                path.substring(end + 1),
                number(request, BUCKET_ID),
                number(request, MAP_VERSION));
    }

    /** The bucket of a path, or of none that can be: for words about a request that is wrong all the same. */
    static BucketName said(HttpServerRequest request, String path) {
        try {
            int end = path.indexOf('/', OBJECTS.length());
            return bucket(request, path.substring(OBJECTS.length(), end < 0 ? path.length() : end));
        } catch (RuntimeException unreadable) {
            return BucketName.of("none");
        }
    }

    static String query(HttpServerRequest request, String key, String otherwise) {
        try {
            String value = request.getParam(key);
            return value == null ? otherwise : value;
        } catch (IllegalArgumentException bad) {
            throw Problem.field("query", "query must be percent-encoded UTF-8").refused();
        }
    }

    /** True for what clients write for true. */
    static boolean flag(HttpServerRequest request, String key) {
        String value = query(request, key, "").toLowerCase(java.util.Locale.ROOT);
        return switch (value) {
            case "1", "t", "true", "y", "yes", "on" -> true;
            default -> false;
        };
    }

    private static BucketName bucket(HttpServerRequest request, String encoded) {
        return bucket(query(request, "provider", ""), query(request, "namespace", ""), encoded);
    }

    /**
     * A bucket by its percent-encoded name.
     *
     * @throws Problem.Refused with what is wrong
     */
    static BucketName bucket(String provider, String namespace, String encoded) {
        if (!provider.isEmpty() && !provider.equals("ais")) {
            throw Problem.field("provider", "backend provider \"" + provider + "\" is not configured")
                    .refused();
        }
        String bare = namespace.startsWith("@") ? namespace.substring(1) : namespace;
        return ObjectAddress.bucket("ais", bare.equals("#") ? "" : bare, encoded);
    }

    /** The path of that object, encoded. */
    static String pathOf(ObjectAddress address) {
        return OBJECTS + address.encodedPath();
    }

    /** What a query has to say of its bucket beside the name; empty for most. */
    static String namespaceOf(ObjectAddress address) {
        String namespace = address.bucket().namespace();
        return namespace.isEmpty() ? "" : "&namespace=%40" + namespace.replace("#", "%23");
    }

    private static OptionalLong number(HttpServerRequest request, String key) {
        String text = query(request, key, "");
        try {
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException bad) {
            throw Problem.field(key, key + " must be a whole number").refused();
        }
    }
}
