package infocenter.core.cluster;

import java.util.List;
import org.pcollections.TreePMap;

/**
 * The cluster map.
 *
 * @param nodes by id
 * @param proposed placement that up targets are asked to acknowledge
 * @param active placement that clients' writes go by
 * @param configuration the committed Raft group
 * @param featureLevel what may be written to the log
 * @param sequence of the command that last changed anything here: the version of the map
 */
public record Cluster(
        TreePMap<NodeId, Node> nodes,
        Placement proposed,
        Placement active,
        Configuration configuration,
        int featureLevel,
        long sequence) {
    public static final Cluster EMPTY =
            new Cluster(TreePMap.empty(), Placement.NONE, Placement.NONE, Configuration.NONE, 0, 0);

    /** Nodes of that role, by id. */
    public List<Node> all(Role role) {
        return nodes.values().stream().filter(node -> node.role() == role).toList();
    }

    /** Gateways whose peer votes in the recorded group, by id. */
    public List<Node> members() {
        return all(Role.GATEWAY).stream()
                .filter(node -> node.seat() != null
                        && configuration.peerIds().contains(node.seat().peerId()))
                .toList();
    }

    /** The same map with that node changed. */
    public Cluster with(Node node, long commandSequence) {
        return new Cluster(nodes.plus(node.id(), node), proposed, active, configuration, featureLevel, commandSequence);
    }

    /** The same map without that node. */
    public Cluster without(NodeId id, long commandSequence) {
        return new Cluster(nodes.minus(id), proposed, active, configuration, featureLevel, commandSequence);
    }

    /** The same map with other placements. */
    public Cluster with(Placement nextProposed, Placement nextActive, long commandSequence) {
        return new Cluster(nodes, nextProposed, nextActive, configuration, featureLevel, commandSequence);
    }

    /** The same map with another group. */
    public Cluster with(Configuration next, long commandSequence) {
        return new Cluster(nodes, proposed, active, next, featureLevel, commandSequence);
    }

    /** The same map with another feature level. */
    public Cluster withFeatureLevel(int next, long commandSequence) {
        return new Cluster(nodes, proposed, active, configuration, next, commandSequence);
    }
}
