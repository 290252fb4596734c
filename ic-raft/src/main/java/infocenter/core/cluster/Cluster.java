package infocenter.core.cluster;

import java.util.ArrayList;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * The cluster map.
 *
 * @param nodes by id
 * @param proposed placement that up targets are asked to acknowledge
 * @param active placement that clients' writes go by
 * @param former placements before the active one, oldest first, by which some target may still hold objects ({@link #mayHold})
 * @param rebalanceDueMillis elapsed time since which targets that are up owe it to the active placement to move objects, or from
 *     which they shall try again; 0 when none does
 * @param configuration the committed Raft group
 * @param council what operators want of the group
 * @param featureLevel what may be written to the log
 * @param sequence of the command that last changed anything here: the version of the map
 */
public record Cluster(
        TreePMap<NodeId, Node> nodes,
        Placement proposed,
        Placement active,
        List<Placement> former,
        long rebalanceDueMillis,
        Configuration configuration,
        Council council,
        int featureLevel,
        long sequence) {
    public static final Cluster EMPTY = new Cluster(
            TreePMap.empty(), Placement.NONE, Placement.NONE, List.of(), 0, Configuration.NONE, Council.NONE, 0, 0);

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

    /**
     * True when that target may have objects: a placement that names it is not older than the last one whose rebalance it has
     * finished. Such a placement is the active one or among the former ones.
     */
    public boolean mayHold(Node node) {
        return holds(active, node) || former.stream().anyMatch(placement -> holds(placement, node));
    }

    /** True when that target may have objects that belong elsewhere by the active placement. */
    public boolean misplaces(Node node) {
        return node.balancedMapVersion() < active.version() && mayHold(node);
    }

    /** True when it is up and may have objects that belong elsewhere. */
    public boolean lags(Node node) {
        return node.up() && misplaces(node);
    }

    /** Targets that a rebalance of the active placement goes to, by id. */
    public List<Node> lagging() {
        return all(Role.TARGET).stream().filter(this::lags).toList();
    }

    /** True when that target may have objects by that placement. */
    public static boolean holds(Placement placement, Node node) {
        return placement.names(node.id()) && node.balancedMapVersion() <= placement.version();
    }

    /** The same map with that node changed. */
    public Cluster with(Node node, long commandSequence) {
        return new Cluster(
                nodes.plus(node.id(), node),
                proposed,
                active,
                former,
                rebalanceDueMillis,
                configuration,
                council,
                featureLevel,
                commandSequence);
    }

    /** The same map without that node, and without what operators wanted of it. */
    public Cluster without(NodeId id, long commandSequence) {
        return new Cluster(
                nodes.minus(id),
                proposed,
                active,
                former,
                rebalanceDueMillis,
                configuration,
                council.allow(id),
                featureLevel,
                commandSequence);
    }

    /** The same map with another proposal. */
    public Cluster propose(Placement next, long commandSequence) {
        return new Cluster(
                nodes, next, active, former, rebalanceDueMillis, configuration, council, featureLevel, commandSequence);
    }

    /** The same map with its proposal active, and the one before among the former ones. */
    public Cluster activate(long commandSequence) {
        List<Placement> before = new ArrayList<>(former);
        if (active.version() > 0) {
            before.add(active);
        }
        return new Cluster(
                nodes,
                proposed,
                proposed,
                List.copyOf(before),
                rebalanceDueMillis,
                configuration,
                council,
                featureLevel,
                commandSequence);
    }

    /** The same map with other former placements and another time for the next rebalance; its version stays, since what caused it has raised it. */
    public Cluster balance(List<Placement> nextFormer, long dueMillis) {
        return new Cluster(
                nodes, proposed, active, nextFormer, dueMillis, configuration, council, featureLevel, sequence);
    }

    /** The same map with another group. */
    public Cluster with(Configuration next, long commandSequence) {
        return new Cluster(
                nodes, proposed, active, former, rebalanceDueMillis, next, council, featureLevel, commandSequence);
    }

    /** The same map with other wishes for the group. */
    public Cluster with(Council next, long commandSequence) {
        return new Cluster(
                nodes,
                proposed,
                active,
                former,
                rebalanceDueMillis,
                configuration,
                next,
                featureLevel,
                commandSequence);
    }

    /** The same map with another feature level. */
    public Cluster withFeatureLevel(int next, long commandSequence) {
        return new Cluster(
                nodes, proposed, active, former, rebalanceDueMillis, configuration, council, next, commandSequence);
    }
}
