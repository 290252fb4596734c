package infocenter.core.table;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;

/** Which targets share the objects: proposed first, active once every target that is up knows of it. */
record PlacementRules(Draft draft) {

    /**
     * Expects the next version, and targets that are up or down. Refuses another version, an empty list, unknown nodes, gateways,
     * targets in maintenance, decommissioned or evicted, and any while the objects of too many former ones have yet to move. A repeat of the last proposal has nothing to do.
     */
    Outcome propose(Command.ProposePlacement command) {
        Cluster cluster = draft.cluster;
        List<NodeId> targets = command.targets().stream().sorted().distinct().toList();
        if (cluster.proposed().equals(new Placement(command.version(), targets))) {
            return draft.alreadyDone(Long.toString(command.version()));
        }
        if (command.version() != cluster.proposed().version() + 1) {
            return wrongVersion(cluster.proposed());
        }
        if (targets.isEmpty()) {
            return Draft.refused(Reason.NO_TARGET, "targets", "a placement needs at least one target");
        }
        for (NodeId id : targets) {
            Node node = draft.node(id);
            if (node == null || node.role() != Role.TARGET) {
                return Draft.refused(Reason.NO_SUCH_NODE, id.value(), "there is no target " + id);
            }
            if (node.state() != NodeState.UP && node.state() != NodeState.DOWN) {
                return Draft.refused(
                        Reason.WRONG_STATE,
                        id.value(),
                        "target " + id + " is " + node.state().shown());
            }
        }
        if (cluster.former().size() >= draft.limits().formerPlacementsMax()) {
            return Draft.refused(
                    Reason.TABLE_FULL,
                    "placements",
                    "objects of " + cluster.former().size()
                            + " former placements have yet to move: wait for rebalance, or forget evicted nodes");
        }
        draft.cluster = cluster.propose(new Placement(command.version(), targets), draft.command);
        return changed("placement.proposed", draft.cluster.proposed());
    }

    /** Expects the proposed version. Refuses any other. A repeat of the active one has nothing to do. */
    Outcome activate(Command.ActivatePlacement command) {
        Cluster cluster = draft.cluster;
        if (command.version() == cluster.active().version() && command.version() > 0) {
            return draft.alreadyDone(Long.toString(command.version()));
        }
        if (command.version() != cluster.proposed().version() || command.version() == 0) {
            return wrongVersion(cluster.proposed());
        }
        draft.cluster = cluster.activate(draft.command);
        new BalanceRules(draft).activated(cluster.active());
        return changed("placement.activated", draft.cluster.active());
    }

    private Outcome changed(String event, Placement placement) {
        String version = Long.toString(placement.version());
        List<String> names = placement.targets().stream().map(NodeId::value).toList();
        draft.event(event, version, "", "", List.of(), String.join(",", names));
        return draft.applied(version);
    }

    private static Outcome wrongVersion(Placement proposed) {
        return Draft.refused(
                Reason.WRONG_VERSION,
                Long.toString(proposed.version()),
                "the last proposed placement is version " + proposed.version());
    }
}
