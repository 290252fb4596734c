package infocenter.target.run;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.node.ClusterMap;
import java.util.List;
import java.util.stream.Stream;
import org.pcollections.TreePMap;

/** Maps as a leader would send them. */
public final class Maps {
    private Maps() {}

    /** Those targets share the objects by the placement of that version; before it they did by each lower one. */
    public static ClusterMap of(long sequence, long version, Node... targets) {
        return of(sequence, version, List.of(), targets);
    }

    /** The same with those buckets. */
    public static ClusterMap of(long sequence, long version, List<Bucket> buckets, Node... targets) {
        TreePMap<NodeId, Node> nodes = TreePMap.empty();
        for (Node node : targets) {
            nodes = nodes.plus(node.id(), node);
        }
        List<NodeId> ids = List.copyOf(nodes.keySet());
        List<Placement> former = Stream.iterate(1L, before -> before < version, before -> before + 1)
                .map(before -> new Placement(before, ids))
                .toList();
        Placement active = new Placement(version, ids);
        Cluster cluster = new Cluster(nodes, active, active, former, 0, Configuration.NONE, Council.NONE, 1, sequence);
        return new ClusterMap(null, cluster, buckets, sequence, 0, 0);
    }

    /** One that has finished the rebalance of that placement version. */
    public static Node target(String id, long balanced, boolean up) {
        return target(id, balanced, up ? NodeState.UP : NodeState.DOWN, up, "http://127.0.0.1:1");
    }

    /** The same in that state, with a door for other nodes. */
    public static Node target(String id, long balanced, NodeState state, boolean up, String nodeUrl) {
        return new Node(
                new NodeId(id),
                Role.TARGET,
                new Addresses("http://127.0.0.1:1", nodeUrl),
                "",
                1,
                state,
                null,
                1,
                balanced,
                1,
                1,
                0,
                up);
    }
}
