package infocenter.target.rest;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.run.Gate;
import infocenter.target.run.MapCopy;
import java.util.Optional;

/**
 * Whether this target may change objects now, and under which map. Asked when a write begins and again right before its effect, since
 * a body can take longer than a lease or a placement. Any thread.
 */
public final class Authority {
    private final NodeId self;
    private final MapCopy map;
    private final Gate gate;

    public Authority(NodeId self, MapCopy map, Gate gate) {
        this.self = self;
        this.map = map;
        this.gate = gate;
    }

    NodeId self() {
        return self;
    }

    MapCopy.View view() {
        return map.view();
    }

    /** True when a leader has spoken of a placement that is not here yet. */
    boolean behind() {
        return map.behind();
    }

    /** Whether this target has a leave of the cluster; without one it may be the last to hear of another placement. */
    boolean inLease() {
        return gate.open();
    }

    /** Highest placement version that is here, proposed or active. */
    long takenOver() {
        return map.takenOver();
    }

    /** Refuses when out of lease or stopping, and while the map is older than the lease. */
    void requireLease() {
        if (map.behind()) {
            throw Problem.later("map-behind", "target " + self + " waits for the present map")
                    .refused();
        }
        if (!gate.open()) {
            throw Problem.later("out-of-lease", "target " + self + " has no leave of the cluster to write now")
                    .refused();
        }
    }

    /** Refuses a write into that bucket whose map is not ours any more, or that somebody else keeps now. */
    void requireStill(long mapVersion, long bucketId, ObjectName name) {
        requireLease();
        MapCopy.View view = map.view();
        if (view.placementVersion() != mapVersion) {
            throw otherVersion(view, mapVersion).refused();
        }
        Bucket bucket = requireBucket(view, bucketId);
        Optional<NodeId> home = view.home(bucket.name(), name);
        if (home.isEmpty() || !home.get().equals(self)) {
            throw Problem.later("not-owner", "target " + self + " does not keep that object any more")
                    .refused();
        }
    }

    static Bucket requireBucket(MapCopy.View view, long bucketId) {
        return view.bucket(bucketId)
                .orElseThrow(() -> Problem.of(404, "no-such-bucket", "there is no bucket with id " + bucketId)
                        .refused());
    }

    static Problem otherVersion(MapCopy.View view, long mapVersion) {
        return Problem.later(
                "wrong-map-version",
                "map version is " + view.placementVersion() + " here, not " + mapVersion + ": ask a gateway again");
    }
}
