package infocenter.core.table;

import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Stamp;
import java.util.List;
import org.pcollections.TreePMap;

/** The same cluster in its next epoch, when the majority of its group is lost for good and one member goes on alone. */
public final class Recovered {
    private Recovered() {}

    /**
     * The value from which the new group begins. Jobs go on and are reconciled by the ordinary rules; targets stay as they are and are
     * placed anew with the same list, so that what was moved by entries that are lost comes back home. Gateways are down until they join,
     * with a new session.
     *
     * @param last all that the survivor knows
     * @param shownMillis wall time
     * @throws IllegalArgumentException when it is no cluster's
     */
    public static Information of(Information last, long shownMillis) {
        Identity identity = last.identity();
        if (identity == null) {
            throw new IllegalArgumentException("the cluster was never initialised");
        }
        Stamp stamp = new Stamp(0, 0, shownMillis);
        Draft draft = new Draft(Leap.of(last).at(last.clocks().advance(stamp)), stamp, Rules.STANDARD);
        Identity next = new Identity(identity.clusterId(), identity.epoch() + 1);
        draft.identity = next;
        draft.sessions = TreePMap.empty();
        for (Node gateway : draft.cluster.all(Role.GATEWAY)) {
            if (gateway.up()) {
                new NodeRules(draft).down(gateway, "node.down", "the group was recovered");
            }
        }
        Placement placed = draft.cluster.proposed();
        draft.cluster = draft.cluster.with(Configuration.NONE, draft.command);
        if (placed.version() > 0) {
            draft.cluster = draft.cluster.propose(new Placement(Leap.beyond(placed), placed.targets()), draft.command);
        }
        draft.event("cluster.recovered", next.clusterId(), "", "", List.of(), "epoch " + next.epoch());
        return draft.done();
    }
}
