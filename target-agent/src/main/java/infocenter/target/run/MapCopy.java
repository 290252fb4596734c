package infocenter.target.run;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.node.ClusterMap;
import infocenter.placement.Rendezvous;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * This target's copy of the cluster map, always of one moment. Taken over whole and only if it is newer, by one thread at a time;
 * read by everybody.
 */
public final class MapCopy {
    private volatile View view = View.of(new ClusterMap(null, Cluster.EMPTY, List.of(), 0, 0, 0));

    private volatile long needed;

    /** One moment of it. */
    public record View(
            ClusterMap map,
            TreeMap<Long, Bucket> bucketsById,
            @Nullable Rendezvous active,
            List<String> gatewayUrls) {
        static View of(ClusterMap map) {
            TreeMap<Long, Bucket> byId = new TreeMap<>();
            map.buckets().forEach(bucket -> byId.put(bucket.id(), bucket));
            List<String> targets =
                    map.cluster().active().targets().stream().map(NodeId::value).toList();
            List<String> gateways = map.cluster().all(Role.GATEWAY).stream()
                    .filter(Node::up)
                    .map(node -> node.addresses().nodeUrl())
                    .toList();
            return new View(map, byId, targets.isEmpty() ? null : Rendezvous.of(targets), gateways);
        }

        /** Version that dates writes and that redirects and transfers carry: the active placement's. */
        public long placementVersion() {
            return map.cluster().active().version();
        }

        /** The living bucket of that id. */
        public Optional<Bucket> bucket(long id) {
            return Optional.ofNullable(bucketsById.get(id));
        }

        /** The living bucket of that name. */
        public Optional<Bucket> bucket(BucketName name) {
            return bucketsById.values().stream()
                    .filter(bucket -> bucket.name().equals(name))
                    .findFirst();
        }

        /** The registered transformer of that name. */
        public Optional<Transformer> transformer(TransformerName name) {
            return map.transformers().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
        }

        /** Where that object lives; empty while there is no placement. */
        public Optional<NodeId> home(BucketName bucket, ObjectName object) {
            Rendezvous placement = active;
            return placement == null ? Optional.empty() : Optional.of(new NodeId(placement.home(bucket.uname(object))));
        }

        /** The node of that name. */
        public Optional<Node> node(NodeId id) {
            return Optional.ofNullable(map.cluster().nodes().get(id));
        }

        /** True for a bucket that has certainly ended: its id is of the past of this map, and it is not in it. */
        public boolean ended(long bucketId) {
            return bucketId <= map.sequence() && !bucketsById.containsKey(bucketId);
        }
    }

    /** Writes wait for a map that is not older than this. */
    public void need(long sequence) {
        needed = Math.max(needed, sequence);
    }

    /** True while the map that is needed has not come. */
    public boolean behind() {
        return view.map().sequence() < needed;
    }

    /** True while the objects of that bucket go to another name. */
    public boolean closed(long bucketId) {
        Bucket bucket = view.bucketsById().get(bucketId);
        return bucket != null && bucket.renaming();
    }

    /** The present moment. */
    public View view() {
        return view;
    }

    /** Takes a newer map over; false for one that is not newer. */
    public synchronized boolean take(ClusterMap map) {
        if (map.sequence() <= view.map().sequence()) {
            return false;
        }
        view = View.of(map);
        return true;
    }

    /** Highest placement version taken over, proposed or active. */
    public long takenOver() {
        Placement proposed = view.map().cluster().proposed();
        return Math.max(proposed.version(), view.placementVersion());
    }
}
