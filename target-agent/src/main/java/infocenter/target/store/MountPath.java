package infocenter.target.store;

import java.nio.file.Path;

/**
 * A place for objects, usually one disk.
 *
 * @param root its directory; made if missing; kept absolute, since placement among mount paths hashes it
 * @param capacityBytes how much the files of the store may take there; more is {@link StoreFailure.Full}
 */
public record MountPath(Path root, long capacityBytes) {
    public MountPath {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException(
                    "capacity of mount path " + root + " must be positive: " + capacityBytes);
        }
        root = root.toAbsolutePath().normalize();
    }
}
