package infocenter.node;

import java.util.List;

/**
 * One page of one target.
 *
 * @param entries sorted by the UTF-8 bytes of their names; tombstones too
 * @param more true when names follow
 * @param placementVersion of the active placement as the target knows it: a gateway that knows an older one may not have asked all
 */
public record Page(List<Entry> entries, boolean more, long placementVersion) {
    /** A page of a target that knows of no placement. */
    public Page(List<Entry> entries, boolean more) {
        this(entries, more, 0);
    }

    /**
     * One object.
     *
     * @param version {@code mapVersion.counter}; of one name on two targets the higher one is the truth
     * @param deleted a delete's trace, which hides older versions that are still on another target
     */
    public record Entry(String name, long size, String checksum, long modifiedMillis, String version, boolean deleted) {
        /** An object that is there. */
        public Entry(String name, long size, String checksum, long modifiedMillis, String version) {
            this(name, size, checksum, modifiedMillis, version, false);
        }
    }
}
