package infocenter.gateway.supervise;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends of runs that this gateway has taken and that are not yet in the table. With the table they tell which end is the last that a
 * xaction lacks: somebody may wait for that one. Any thread.
 */
final class EndsUnderWay {
    private final Map<XactionId, Set<NodeId>> targets = new ConcurrentHashMap<>();

    /** One more. */
    void add(XactionId id, NodeId target) {
        targets.compute(id, (same, known) -> {
            Set<NodeId> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(target);
            return all;
        });
    }

    /** It is committed, or was not. */
    void remove(XactionId id, NodeId target) {
        targets.computeIfPresent(id, (same, known) -> {
            known.remove(target);
            return known.isEmpty() ? null : known;
        });
    }

    /** True when no run of that row lacks its end any more. */
    boolean complete(Xaction row) {
        Set<NodeId> known = targets.getOrDefault(row.id(), Set.of());
        return row.runs().values().stream().allMatch(run -> run.state().terminal() || known.contains(run.target()));
    }
}
