package infocenter.core.cluster;

import java.util.Collections;
import java.util.List;

/**
 * Which targets share the objects; homes are picked by rendezvous hashing over them.
 *
 * @param version raised by every change; 0 means that there is none yet
 * @param targets sorted
 */
public record Placement(long version, List<NodeId> targets) {
    public static final Placement NONE = new Placement(0, List.of());

    /** True when that target is one of them. */
    public boolean names(NodeId target) {
        return Collections.binarySearch(targets, target) >= 0;
    }
}
