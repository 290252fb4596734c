package infocenter.gateway.ais;

import infocenter.core.bucket.BucketName;
import infocenter.gateway.door.PercentCoding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of buckets, in the three ways in which AIStore's clients write them. Any thread. */
public final class AisBuckets {
    private AisBuckets() {}

    /** The bucket of an object with {@code name}, {@code provider}, {@code namespace}; null when it has no name. */
    public static @Nullable BucketName optional(AisFields fields) {
        String name = fields.text("name");
        if (name.isEmpty()) {
            return null;
        }
        AisFields space = fields.object("namespace");
        String uuid = space.text("uuid");
        String called = space.text("name");
        String namespace = uuid.isEmpty() && called.isEmpty() ? "" : uuid + "#" + called;
        return of(fields.text("provider"), namespace, name);
    }

    /** The bucket of a path's segment, its provider and namespace out of the query. */
    public static BucketName ofPath(AisCall call, String segment) {
        return of(call.query("provider"), namespace(call.query("namespace")), segment);
    }

    /** A bucket's {@code uname}, as it stands in a query: {@code provider/@uuid#namespace/bucket/}. */
    public static BucketName ofUname(String uname) {
        String[] parts = uname.split("/", 4);
        if (parts.length < 3 || !parts[1].startsWith("@")) {
            throw AisRefusal.bad("invalid bucket uname \"" + uname + "\"");
        }
        return of(parts[0], namespace(parts[1]), parts[2]);
    }

    /** Refuses a name that no bucket can have, and providers that this system has none of. */
    public static BucketName of(String provider, String namespace, String name) {
        String where = provider.isEmpty() ? "ais" : provider.toLowerCase(Locale.ROOT);
        if (!where.equals("ais")) {
            throw new AisRefusal(
                    AisError.unsupported("buckets of provider \"" + provider + "\" are not supported by this cluster"));
        }
        try {
            return new BucketName("ais", namespace, name);
        } catch (IllegalArgumentException wrong) {
            throw AisRefusal.bad("bucket name \"" + name + "\" is invalid: " + wrong.getMessage());
        }
    }

    /** Namespaces come with an at sign before; the global one is {@code @#}, or nothing. */
    private static String namespace(String text) {
        String bare = text.startsWith("@") ? text.substring(1) : text;
        String decoded = PercentCoding.decode("namespace", bare);
        return decoded.equals("#") ? "" : decoded;
    }
}
