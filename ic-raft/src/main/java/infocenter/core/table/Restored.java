package infocenter.core.table;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Stamp;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.pcollections.TreePMap;

/** What a new cluster begins with when it is made of a backup. */
public final class Restored {
    /** Why jobs that ran then are aborted. */
    public static final String REASON = "restored";

    private Restored() {}

    /**
     * The value from which the new cluster begins: history, keys, buckets and transformers as they were; no node, since each must join
     * this cluster itself; jobs that had not ended are {@code aborted} by the system, or by whoever had asked for that before.
     *
     * @param kept of the backup
     * @param clusterId of the new cluster
     * @param shownMillis wall time
     * @throws IllegalArgumentException when it is no cluster's, or the new one has the old one's id
     */
    public static Information of(Information kept, String clusterId, long shownMillis) {
        Identity identity = kept.identity();
        if (identity == null) {
            throw new IllegalArgumentException("the cluster of the backup was never initialised");
        }
        if (identity.clusterId().equals(clusterId)) {
            throw new IllegalArgumentException("a restored cluster needs an id of its own");
        }
        Stamp stamp = new Stamp(0, 0, shownMillis);
        Draft draft = new Draft(Leap.of(kept).at(kept.clocks().advance(stamp)), stamp, Rules.STANDARD);
        draft.identity = new Identity(clusterId, identity.epoch() + 1);
        draft.sessions = TreePMap.empty();
        draft.cluster = withoutNodes(draft);
        for (XactionId id : kept.xactions().active().values()) {
            Xaction row = draft.xactions.find(id);
            if (row != null) {
                abort(draft, row);
            }
        }
        draft.event(
                "cluster.restored",
                clusterId,
                "",
                "",
                List.of(),
                "from cluster " + identity.clusterId() + " at sequence " + kept.sequence());
        return draft.done();
    }

    /** Version numbers of placements go on, since the ids of rebalances in the history are made of them. */
    private static Cluster withoutNodes(Draft draft) {
        Placement none = new Placement(Leap.beyond(draft.cluster.proposed()), List.of());
        return new Cluster(
                TreePMap.empty(),
                none,
                none,
                List.of(),
                0,
                Configuration.NONE,
                new Council(draft.cluster.council().size(), List.of(), null),
                draft.cluster.featureLevel(),
                draft.command);
    }

    private static void abort(Draft draft, Xaction row) {
        Abort intent = row.abort() != null
                ? row.abort()
                : new Abort(draft.command, Origin.SYSTEM, Caller.system(REASON), draft.now(), draft.shown());
        TreePMap<NodeId, Run> runs = row.runs();
        for (Run run : row.runs().values()) {
            if (!run.state().terminal()) {
                runs = runs.plus(run.target(), run.ended(new RunState.Aborted(), draft.shown()));
            }
        }
        new RowRules(draft).write(row, row.withAbort(intent).withRuns(runs, row.acknowledged()));
    }
}
