package infocenter.core.table;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import org.jspecify.annotations.Nullable;

/** What the leader finds out about nodes, and what operators want of them. */
record NodeRules(Draft draft) {

    /**
     * Expects the term of its own entry and the living incarnation. Refuses another term: a leader that was deposed meanwhile may not
     * know that its successor has heard of the node. Settles the node's runs by their policies in the same apply; owed ones stay owed
     * unless they are being aborted. A repeat has nothing to do.
     */
    Outcome markDown(Command.MarkNodeDown command) {
        if (command.term() != draft.term) {
            return staleTerm(draft, command.term());
        }
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        if (node.incarnation() != command.incarnation()) {
            return staleIncarnation(node);
        }
        if (!node.up()) {
            return draft.alreadyDone(command.id().value());
        }
        down(node, "node.down", command.why());
        return draft.applied(command.id().value());
    }

    /** The node is not up from here on, and its runs are settled. Maintenance and decommissioning stay. */
    void down(Node node, String event, String why) {
        NodeState next = node.state() == NodeState.UP ? NodeState.DOWN : node.state();
        Node downNow = node.in(next, false, next == node.state() ? node.sinceMillis() : draft.now(), draft.command);
        draft.put(downNow);
        draft.event(event, downNow, why);
        new LossRules(draft).down(downNow, why);
    }

    /**
     * Expects the term of its own entry and an incarnation that is not older. Refuses another term, an unknown node, an older
     * incarnation, and a process that was away while the cluster's feature level rose above its own. A newer one ends the session of the older, and settles the runs that were meant for it. A repeat has nothing to do.
     */
    Outcome markUp(Command.MarkNodeUp command) {
        if (command.term() != draft.term) {
            return staleTerm(draft, command.term());
        }
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        if (command.incarnation() < node.incarnation()) {
            return staleIncarnation(node);
        }
        if (node.livesAs(command.incarnation())) {
            return draft.alreadyDone(command.id().value());
        }
        if (node.incarnation() == command.incarnation() && node.understands() < draft.cluster.featureLevel()) {
            return tooOld(node.understands(), draft.cluster.featureLevel());
        }
        NodeState state = stateUp(node);
        Node upNow = node.as(command.incarnation())
                .in(state, true, state == node.state() ? node.sinceMillis() : draft.now(), draft.command);
        draft.put(upNow);
        draft.event("node.up", upNow, "incarnation " + upNow.incarnation());
        if (upNow.incarnation() != node.incarnation()) {
            JoinRules.endSessions(draft, upNow);
            new LossRules(draft).replaced(upNow);
        }
        return draft.applied(command.id().value());
    }

    /**
     * Expects a node that is down, as that incarnation: no placement may name it from here on, and a gateway's session expires. Refuses
     * any other: one in maintenance has left the placement already, and may be away for as long as it needs; and the last target,
     * since nobody could take its place. A repeat has nothing to do.
     */
    Outcome evict(Command.EvictNode command) {
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        if (node.incarnation() != command.incarnation()) {
            return staleIncarnation(node);
        }
        if (node.state() == NodeState.EVICTED) {
            return draft.alreadyDone(command.id().value());
        }
        if (node.state() != NodeState.DOWN) {
            return wrongState(node, "only a node that is down can be evicted");
        }
        if (last(node)) {
            return lastTarget(node);
        }
        JoinRules.endSessions(draft, node);
        Node evicted = node.in(NodeState.EVICTED, false, draft.now(), draft.command);
        draft.put(evicted);
        draft.event("node.evicted", evicted, "");
        return draft.applied(command.id().value());
    }

    /**
     * Expects an evicted node, or a decommissioned one that is not up, that no placement names. Refuses any other, since its objects
     * may still be wanted. A repeat finds no such node.
     */
    Outcome forget(Command.ForgetNode command) {
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        boolean gone = node.state() == NodeState.EVICTED || node.state() == NodeState.DECOMMISSIONED && !node.up();
        if (!gone) {
            return wrongState(node, "only a node that is evicted, or decommissioned and down, can be forgotten");
        }
        if (draft.cluster.active().targets().contains(node.id())
                || draft.cluster.proposed().targets().contains(node.id())) {
            return wrongState(node, "the placement still names it: wait for the next one");
        }
        JoinRules.endSessions(draft, node);
        draft.cluster = draft.cluster.without(node.id(), draft.command);
        draft.event("node.forgotten", node, "");
        return draft.applied(command.id().value());
    }

    /**
     * Expects a node that is in the map. Refuses an evicted one, to end what was decommissioned for good, and to take out the last
     * target that works, since its objects could go nowhere; the only member of the Information Center that could lead; and, for good, a
     * member whose seat nobody could take. Runs go on: what becomes of the node's objects is the next placement's
     * matter. A repeat has nothing to do.
     */
    Outcome setMaintenance(Command.SetMaintenance command) {
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        NodeState next = switch (command.wish()) {
            case BEGIN -> NodeState.MAINTENANCE;
            case DECOMMISSION -> NodeState.DECOMMISSIONED;
            case END -> node.up() ? NodeState.UP : NodeState.DOWN;
        };
        boolean settled = node.state() == NodeState.EVICTED || node.state() == NodeState.DECOMMISSIONED;
        if (node.state() == next) {
            return draft.alreadyDone(command.id().value());
        }
        if (settled) {
            return wrongState(node, "it is " + node.state().shown() + " for good");
        }
        if (command.wish() != Command.SetMaintenance.Wish.END && last(node)) {
            return lastTarget(node);
        }
        Outcome.Refused seated = seated(node, command.wish());
        if (seated != null) {
            return seated;
        }
        Node changed = node.in(next, node.up(), draft.now(), draft.command);
        draft.put(changed);
        draft.event("node." + next.shown(), changed, "");
        return draft.applied(command.id().value());
    }

    /**
     * Expects the living incarnation. Refuses an unknown node and another incarnation: what that one said is over. Shown only; nothing
     * follows from it, since what fails on a mount path ends the writes and runs that met it. A repeat has nothing to do.
     */
    Outcome degraded(Command.RecordDegraded command) {
        Node node = draft.node(command.id());
        if (node == null) {
            return noSuchNode(command.id());
        }
        if (!node.livesAs(command.incarnation())) {
            return staleIncarnation(node);
        }
        String why = command.why()
                .substring(0, Math.min(command.why().length(), draft.limits().errorCharsMax()));
        if (node.degraded().equals(why)) {
            return draft.alreadyDone(command.id().value());
        }
        Node changed = node.degraded(why, draft.command);
        draft.put(changed);
        draft.event(why.isEmpty() ? "node.whole" : "node.degraded", changed, why);
        return draft.applied(command.id().value());
    }

    /** Why the Information Center cannot do without that gateway as its leader, or as its member; null when it can. */
    private Outcome.@Nullable Refused seated(Node node, Command.SetMaintenance.Wish wish) {
        return switch (wish) {
            case BEGIN -> new CouncilRules(draft).mustLead(node);
            case DECOMMISSION -> new CouncilRules(draft).needed(node);
            case END -> null;
        };
    }

    private static Outcome.Refused lastTarget(Node node) {
        return Draft.refused(
                Reason.LAST_TARGET,
                node.id().value(),
                "no other target is up that could take over what " + node.id() + " holds: add one first");
    }

    private boolean last(Node node) {
        return node.role() == Role.TARGET
                && (node.state() == NodeState.UP || node.state() == NodeState.DOWN)
                && draft.cluster.all(Role.TARGET).stream()
                        .noneMatch(other ->
                                other.state() == NodeState.UP && !other.id().equals(node.id()));
    }

    /** The node's state once it is up: maintenance and decommissioning outlive a restart. */
    static NodeState stateUp(Node node) {
        return node.state() == NodeState.MAINTENANCE || node.state() == NodeState.DECOMMISSIONED
                ? node.state()
                : NodeState.UP;
    }

    static Outcome.Refused noSuchNode(NodeId id) {
        return Draft.refused(Reason.NO_SUCH_NODE, id.value(), "there is no node " + id);
    }

    static Outcome.Refused staleIncarnation(Node node) {
        return Draft.refused(
                Reason.STALE_INCARNATION,
                node.id().value(),
                "node " + node.id() + " lives as incarnation " + node.incarnation());
    }

    static Outcome.Refused tooOld(int understands, int level) {
        return Draft.refused(
                Reason.FEATURE_LEVEL,
                Integer.toString(level),
                "the cluster is at feature level " + level + ", and this build understands " + understands
                        + " at most: install a newer build");
    }

    static Outcome.Refused staleTerm(Draft draft, long term) {
        return Draft.refused(
                Reason.STALE_TERM,
                Long.toString(term),
                "decided in term " + term + ", but the entry is of term " + draft.term);
    }

    static Outcome.Refused wrongState(Node node, String why) {
        return Draft.refused(
                Reason.WRONG_STATE,
                node.id().value(),
                "node " + node.id() + " is " + node.state().shown() + ": " + why);
    }
}
