package infocenter.core.table;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Processes that come and go on purpose, and the sessions of gateways. */
record JoinRules(Draft draft) {

    /**
     * Expects a process of this cluster that nobody stands in the way of. Refuses another cluster's, an older incarnation, another
     * role under the same name, a second process of the living one's number at other addresses, addresses of a node that is up, a Raft peer
     * id of any other node, a build that is below the feature level, and a gateway with an empty disk as long as one of its name is up. Ends the session of an older incarnation, and settles the runs that were meant for it. A repeat answers the
     * living session, unless the gateway has taken another seat meanwhile, which is noted then. A target is told when it was admitted first, which changes only when it was forgotten in between.
     */
    Outcome join(Command.JoinNode command) {
        Node known = draft.node(command.id());
        Outcome.Refused refused = refuse(command, known);
        if (refused != null) {
            return refused;
        }
        Session living = session(command);
        if (known != null
                && known.livesAs(command.incarnation())
                && Objects.equals(known.seat(), command.seat())
                && (command.role() == Role.TARGET || living != null)) {
            return new Outcome.AlreadyDone(
                    living == null ? known.admitted() : living.id(),
                    command.id().value());
        }
        boolean reborn = known != null && known.incarnation() != command.incarnation();
        Node joined = node(command, known);
        draft.put(joined);
        draft.event("node.joined", joined, "incarnation " + joined.incarnation());
        if (reborn) {
            new LossRules(draft).replaced(joined);
        }
        if (command.role() == Role.TARGET) {
            return new Outcome.Applied(joined.admitted(), command.id().value());
        }
        if (living == null) {
            endSessions(draft, joined);
            draft.sessions = draft.sessions.plus(
                    draft.command, new Session(draft.command, joined.id(), joined.incarnation(), 1, TreePMap.empty()));
            return draft.applied(joined.id().value());
        }
        return new Outcome.Applied(living.id(), joined.id().value());
    }

    /**
     * Expects the living incarnation. Refuses an unknown node and another incarnation. Its session ends, and its runs are lost now:
     * it has stopped them itself. A repeat has nothing to do.
     */
    Outcome leave(Command.LeaveNode command) {
        Node node = draft.node(command.id());
        if (node == null) {
            return NodeRules.noSuchNode(command.id());
        }
        if (node.incarnation() != command.incarnation()) {
            return NodeRules.staleIncarnation(node);
        }
        if (!node.up()) {
            return draft.alreadyDone(command.id().value());
        }
        endSessions(draft, node);
        new NodeRules(draft).down(node, "node.left", "it left");
        return draft.applied(command.id().value());
    }

    /** Ends every session of that node. There is one at most, and few nodes. */
    static void endSessions(Draft draft, Node node) {
        for (Session session : draft.sessions.values()) {
            if (session.node().equals(node.id())) {
                draft.sessions = draft.sessions.minus(session.id());
            }
        }
    }

    private @Nullable Session session(Command.JoinNode command) {
        for (Session session : draft.sessions.values()) {
            if (session.node().equals(command.id()) && session.incarnation() == command.incarnation()) {
                return session;
            }
        }
        return null;
    }

    /** Maintenance and decommissioning outlive a restart; anything else is up. */
    private Node node(Command.JoinNode command, @Nullable Node known) {
        NodeState state = known == null ? NodeState.UP : NodeRules.stateUp(known);
        return new Node(
                command.id(),
                command.role(),
                command.addresses(),
                command.zone(),
                command.incarnation(),
                state,
                command.seat(),
                command.understands(),
                known == null ? 0 : known.balancedMapVersion(),
                known == null ? draft.command : known.admitted(),
                draft.command,
                known != null && known.state() == state ? known.sinceMillis() : draft.now(),
                true);
    }

    private Outcome.@Nullable Refused refuse(Command.JoinNode command, @Nullable Node known) {
        Identity identity = draft.identity;
        if (identity != null
                && !command.clusterId().isEmpty()
                && !command.clusterId().equals(identity.clusterId())) {
            return Draft.refused(
                    Reason.OTHER_CLUSTER, identity.clusterId(), "the node belongs to another cluster: wipe it first");
        }
        if (known != null && known.role() != command.role()) {
            return Draft.refused(
                    Reason.OTHER_ROLE,
                    known.id().value(),
                    "the name belongs to a " + known.role().shown());
        }
        if (known != null && forgetful(command, known) && known.up()) {
            return Draft.refused(
                    Reason.WRONG_STATE,
                    known.id().value(),
                    "node " + known.id() + " is up with another disk: this one waits until that one is down");
        }
        if (known != null
                && (command.incarnation() < known.incarnation()
                        || forgetful(command, known) && command.incarnation() == known.incarnation())) {
            return NodeRules.staleIncarnation(known);
        }
        if (command.understands() < draft.cluster.featureLevel()) {
            return NodeRules.tooOld(command.understands(), draft.cluster.featureLevel());
        }
        if (tooLong(command)) {
            return Draft.refused(
                    Reason.TOO_LARGE,
                    "addresses",
                    "addresses and zone: at most " + draft.limits().textCharsMax() + " characters each");
        }
        if (known != null
                && known.livesAs(command.incarnation())
                && !known.addresses().equals(command.addresses())) {
            return Draft.refused(
                    Reason.DUPLICATE_ID,
                    known.id().value(),
                    "node " + known.id() + " is up at " + known.addresses().nodeUrl()
                            + ", and another process has its name: give one of them another id");
        }
        if ((command.role() == Role.GATEWAY) != (command.seat() != null)) {
            return Draft.refused(Reason.BAD_ARGUMENTS, "seat", "a gateway has a Raft seat, a target has none");
        }
        if (known == null && draft.cluster.nodes().size() >= draft.limits().nodesMax()) {
            return Draft.refused(
                    Reason.TABLE_FULL, "nodes", "at most " + draft.limits().nodesMax() + " nodes: forget some");
        }
        return refuseDuplicates(command);
    }

    /** A gateway of a known name whose disk knows nothing of this cluster: its disk was lost, or somebody else took its name. */
    private static boolean forgetful(Command.JoinNode command, Node known) {
        Seat seat = command.seat();
        Seat before = known.seat();
        return command.clusterId().isEmpty()
                && seat != null
                && before != null
                && !seat.peerId().equals(before.peerId());
    }

    private Outcome.@Nullable Refused refuseDuplicates(Command.JoinNode command) {
        for (Node other : draft.cluster.nodes().values()) {
            String shared = other.id().equals(command.id()) ? null : shared(command, other);
            if (shared != null) {
                return Draft.refused(
                        Reason.DUPLICATE_ADDRESS, other.id().value(), shared + " belongs to node " + other.id());
            }
        }
        return null;
    }

    /**
     * Which of the node's addresses the other one has, or null. An address may pass on from a node that is down; a peer id may not,
     * since it belongs to a disk.
     */
    private static @Nullable String shared(Command.JoinNode command, Node other) {
        Seat seat = command.seat();
        Seat otherSeat = other.seat();
        if (seat != null && otherSeat != null && seat.peerId().equals(otherSeat.peerId())) {
            return "peerId";
        }
        if (!other.up()) {
            return null;
        }
        if (seat != null && otherSeat != null && seat.raftAddress().equals(otherSeat.raftAddress())) {
            return "raftAddress";
        }
        Addresses addresses = command.addresses();
        if (addresses.publicUrl().equals(other.addresses().publicUrl())) {
            return "publicUrl";
        }
        return addresses.nodeUrl().equals(other.addresses().nodeUrl()) ? "nodeUrl" : null;
    }

    private boolean tooLong(Command.JoinNode command) {
        int longest = Math.max(
                command.zone().length(),
                Math.max(
                        command.addresses().publicUrl().length(),
                        command.addresses().nodeUrl().length()));
        Seat seat = command.seat();
        if (seat != null) {
            longest = Math.max(
                    longest, Math.max(seat.peerId().length(), seat.raftAddress().length()));
        }
        return longest > draft.limits().textCharsMax();
    }
}
