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
import java.util.ArrayList;
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
    private volatile long told;

    private volatile long needed;

    /** A target that may still hold an object by a placement before the active one. */
    public record FormerHome(long placementVersion, Node node) {}

    /** A placement, ready to be asked. */
    public record Homes(Placement placement, Rendezvous rendezvous) {
        static @Nullable Homes of(Placement placement) {
            List<String> targets =
                    placement.targets().stream().map(NodeId::value).toList();
            return targets.isEmpty() ? null : new Homes(placement, Rendezvous.of(targets));
        }

        NodeId home(BucketName bucket, ObjectName object) {
            return new NodeId(rendezvous.home(bucket.uname(object)));
        }
    }

    /**
     * One moment of it.
     *
     * @param former placements by which some target may still hold objects, newest first
     * @param proposed the placement that shall be active next; null when none is under way
     */
    public record View(
            ClusterMap map,
            TreeMap<Long, Bucket> bucketsById,
            @Nullable Homes active,
            @Nullable Homes proposed,
            List<Homes> former,
            List<String> gatewayUrls) {
        static View of(ClusterMap map) {
            TreeMap<Long, Bucket> byId = new TreeMap<>();
            map.buckets().forEach(bucket -> byId.put(bucket.id(), bucket));
            Cluster cluster = map.cluster();
            boolean moving = cluster.proposed().version() > cluster.active().version();
            List<Homes> former = new ArrayList<>();
            for (Placement placement : cluster.former()) {
                Homes homes = Homes.of(placement);
                if (homes != null) {
                    former.add(0, homes);
                }
            }
            List<String> gateways = map.cluster().all(Role.GATEWAY).stream()
                    .filter(Node::up)
                    .map(node -> node.addresses().nodeUrl())
                    .toList();
            return new View(
                    map,
                    byId,
                    Homes.of(cluster.active()),
                    moving ? Homes.of(cluster.proposed()) : null,
                    List.copyOf(former),
                    gateways);
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
            Homes homes = active;
            return homes == null ? Optional.empty() : Optional.of(homes.home(bucket, object));
        }

        /** Where that object will live if the proposed placement becomes active; empty while none is proposed. */
        public Optional<NodeId> nextHome(BucketName bucket, ObjectName object) {
            Homes homes = proposed;
            return homes == null ? Optional.empty() : Optional.of(homes.home(bucket, object));
        }

        /**
         * Other targets that may hold that object by placements before the active one and newer than that version, newest placement
         * first. One that was forgotten is none of them.
         */
        public List<FormerHome> formerHomes(BucketName bucket, ObjectName object, NodeId self, long newerThan) {
            List<FormerHome> holders = new ArrayList<>();
            for (Homes homes : former) {
                if (homes.placement().version() <= newerThan) {
                    break;
                }
                NodeId home = homes.home(bucket, object);
                Node node = map.cluster().nodes().get(home);
                if (node != null && !home.equals(self) && Cluster.holds(homes.placement(), node)) {
                    holders.add(new FormerHome(homes.placement().version(), node));
                }
            }
            return holders;
        }

        /** Targets that may hold objects by a former placement, and are not up or none of those that take part. */
        public List<NodeId> homesAway(List<NodeId> takingPart) {
            return map.cluster().all(Role.TARGET).stream()
                    .filter(node -> former.stream().anyMatch(homes -> Cluster.holds(homes.placement(), node)))
                    .filter(node -> !node.up() || !takingPart.contains(node.id()))
                    .map(Node::id)
                    .toList();
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

    /** A leader has said which placement versions there are. */
    public void told(long proposedVersion, long activeVersion) {
        told = Math.max(proposedVersion, activeVersion);
    }

    /**
     * True while the map that is needed has not come, or a leader has spoken of a placement that is not here yet: nothing may be decided
     * by this map alone.
     */
    public boolean behind() {
        return view.map().sequence() < needed || told > takenOver();
    }

    /** Highest placement version taken over, proposed or active. */
    public long takenOver() {
        Placement proposed = view.map().cluster().proposed();
        return Math.max(proposed.version(), view.placementVersion());
    }
}
