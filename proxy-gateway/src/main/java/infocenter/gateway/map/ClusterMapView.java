package infocenter.gateway.map;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.node.ClusterMap;
import infocenter.placement.Rendezvous;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of the cluster map with the answers that routing asks of it, computed once. Immutable; any thread.
 */
public final class ClusterMapView {
    /** Before a map was ever had. */
    public static final ClusterMapView NONE =
            new ClusterMapView(new ClusterMap(null, Cluster.EMPTY, List.of(), 0, 0, 0));

    private final ClusterMap map;
    private final Map<BucketName, Bucket> buckets = new HashMap<>();
    private final List<Node> members;
    private final @Nullable Rendezvous homes;

    public ClusterMapView(ClusterMap map) {
        this.map = map;
        map.buckets().forEach(bucket -> buckets.put(bucket.name(), bucket));
        this.members = map.cluster().members();
        List<String> targets =
                map.cluster().active().targets().stream().map(NodeId::value).toList();
        this.homes = targets.isEmpty() ? null : Rendezvous.of(targets);
    }

    /** The map itself. */
    public ClusterMap map() {
        return map;
    }

    /** Which cluster this is; null while none is known. */
    public @Nullable Identity identity() {
        return map.identity();
    }

    /** Gateways whose peer votes, by id. */
    public List<Node> members() {
        return members;
    }

    /** That node, or null. */
    public @Nullable Node node(NodeId id) {
        return map.cluster().nodes().get(id);
    }

    /** Targets of the active placement, sorted by id. */
    public List<Node> placed() {
        return map.cluster().active().targets().stream()
                .map(this::node)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Targets that may have objects, by the active placement or a former one: a list without one of them would be a lie. */
    public List<Node> holders() {
        return all(Role.TARGET).stream().filter(map.cluster()::mayHold).toList();
    }

    /** True while objects may be on their way from one target to another. */
    public boolean moving() {
        return !map.cluster().former().isEmpty();
    }

    /** Version of the active placement, which redirects carry as map version. */
    public long placementVersion() {
        return map.cluster().active().version();
    }

    /** All nodes of that role, by id. */
    public List<Node> all(Role role) {
        return map.cluster().all(role);
    }

    /** The living bucket of that name, or null: then the map may be old, see {@link MapFollower#newer}. */
    public @Nullable Bucket bucket(BucketName name) {
        return buckets.get(name);
    }

    /** The target that keeps that object by the active placement, or null while there is none. It may be down. */
    public @Nullable Node home(BucketName bucket, ObjectName object) {
        return homes == null ? null : node(new NodeId(homes.home(bucket.uname(object))));
    }

    /** True when this one is to be preferred to the other. */
    public boolean newerThan(ClusterMapView other) {
        return map.sequence() > other.map.sequence()
                || (map.sequence() == other.map.sequence() && map.index() > other.map.index());
    }
}
