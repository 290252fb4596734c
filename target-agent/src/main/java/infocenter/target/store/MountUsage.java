package infocenter.target.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a mount path holds at one moment.
 *
 * @param root its directory
 * @param capacityBytes its limit
 * @param usedBytes taken by objects, by what is being written and by what was put aside as damaged
 * @param writingBytes the part of {@code usedBytes} that is being written
 * @param objects whole objects there
 * @param failing why it takes no writes, if it takes none: now, or until the next start
 */
public record MountUsage(
        Path root, long capacityBytes, long usedBytes, long writingBytes, int objects, Optional<String> failing) {
    /** Of the capacity; more than 100 when that was lowered. */
    public double percent() {
        return 100.0 * usedBytes / capacityBytes;
    }
}
