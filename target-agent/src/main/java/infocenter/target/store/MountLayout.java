package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where things lie below a mount path: {@code objects/<bucket id>/<SHA-256 of the name>}, and beside it what is being
 * written, what is being dropped, what was found damaged and what was given up. A digest instead of the name: names may be longer than a
 * file name may be, one may be the beginning of another, and none can lead out. The name itself is in the trailer.
 */
record MountLayout(Path root, AtomicLong counter) {

    MountLayout(Path root) {
        this(root, new AtomicLong());
    }

    Path lockFile() {
        return root.resolve("lock");
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path writing() {
        return root.resolve("writing");
    }

    Path dropped() {
        return root.resolve("dropped");
    }

    Path damaged() {
        return root.resolve("damaged");
    }

    Path forgotten() {
        return root.resolve("forgotten");
    }

    /** Where a bucket goes that this target had when it was forgotten. */
    Path forgotten(String label, long bucketId) {
        return forgotten().resolve(label).resolve(HexFormat.of().toHexDigits(bucketId));
    }

    Path bucket(long bucketId) {
        return objects().resolve(HexFormat.of().toHexDigits(bucketId));
    }

    Path object(long bucketId, ObjectName name) {
        return bucket(bucketId).resolve(fileName(name));
    }

    /** Its names are unique since the start, and the start finds the directory empty. */
    Path nextWriting() {
        return writing().resolve(Long.toString(counter.incrementAndGet()));
    }

    Path nextDropped() {
        return dropped().resolve(Long.toString(counter.incrementAndGet()));
    }

    static String fileName(ObjectName name) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(name.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
