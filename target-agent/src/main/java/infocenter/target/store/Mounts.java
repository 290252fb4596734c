package infocenter.target.store;

import infocenter.core.bucket.ObjectName;
import infocenter.placement.Rendezvous;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The mount paths of a store, and which of them is the home of a new name. Immutable. */
final class Mounts {

    private final Map<String, Mount> byRoot;
    private final Rendezvous placement;

    /** Refuses none, and one within another: each would count and recover the other's files. */
    Mounts(List<MountPath> paths) {
        for (int outer = 0; outer < paths.size(); outer++) {
            for (int inner = 0; inner < paths.size(); inner++) {
                Path root = paths.get(outer).root();
                if (outer != inner && paths.get(inner).root().startsWith(root)) {
                    throw new IllegalArgumentException(
                            "mount path " + paths.get(inner).root() + " lies within mount path " + root);
                }
            }
        }
        this.byRoot = new TreeMap<>();
        paths.forEach(path -> byRoot.put(path.root().toString(), new Mount(path)));
        this.placement = Rendezvous.of(List.copyOf(byRoot.keySet()));
    }

    Iterable<Mount> all() {
        return byRoot.values();
    }

    Mount home(long bucketId, ObjectName name) {
        return Objects.requireNonNull(byRoot.get(placement.home(bucketId + "/" + name.value())));
    }

    /** Throws if every mount path was left out at the start. */
    void requireOne() throws StoreFailure {
        StoreFailure failure = null;
        for (Mount mount : byRoot.values()) {
            try {
                mount.requireKnown();
                return;
            } catch (StoreFailure leftOut) {
                failure = leftOut;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    List<MountUsage> usage() {
        return byRoot.values().stream().map(Mount::usage).toList();
    }

    @Override
    public String toString() {
        return byRoot.values().stream()
                .map(Mount::root)
                .map(Path::toString)
                .toList()
                .toString();
    }
}
