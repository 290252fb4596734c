package infocenter.core.bucket;

import java.util.regex.Pattern;

/**
 * What clients call a bucket.
 *
 * @param provider {@code ais} for buckets of this cluster
 * @param namespace {@code uuid#name} without the leading {@code @}; empty for the global namespace
 * @param name 1 to 64 of {@code [A-Za-z0-9._-]}, starting with a letter or digit
 */
public record BucketName(String provider, String namespace, String name) implements Comparable<BucketName> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAMESPACE = Pattern.compile("|[A-Za-z0-9_-]{0,64}#[A-Za-z0-9_-]{0,64}");

    public BucketName {
        if (!provider.equals("ais")) {
            throw new IllegalArgumentException("bucket provider must be ais");
        }
        if (namespace.length() > 129 || !NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("bucket namespace must be empty or uuid#name of [A-Za-z0-9_-]");
        }
        if (name.length() > 64 || !SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "bucket name must be 1 to 64 of [A-Za-z0-9._-], starting with a letter or digit");
        }
    }

    /** A bucket of this cluster in the global namespace. */
    public static BucketName of(String name) {
        return new BucketName("ais", "", name);
    }

    /** The name that rendezvous hashing uses for an object of this bucket. */
    public String uname(ObjectName object) {
        return provider + "/@" + (namespace.isEmpty() ? "#" : namespace) + "/" + name + "/" + object.value();
    }

    /** For people and wires: {@code ais://name}, or {@code ais://@uuid#name/name}. */
    public String shown() {
        return provider + "://" + (namespace.isEmpty() ? "" : "@" + namespace + "/") + name;
    }

    @Override
    public int compareTo(BucketName other) {
        return shown().compareTo(other.shown());
    }
}
