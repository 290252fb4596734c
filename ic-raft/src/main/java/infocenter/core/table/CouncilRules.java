package infocenter.core.table;

import infocenter.core.cluster.Council;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seats;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators want of the Information Center. Who votes follows from it, by the keeper of whoever leads. */
record CouncilRules(Draft draft) {

    /** Expects 1, 3 or 5. Refuses another size. A repeat has nothing to do. */
    Outcome setSize(Command.SetIcSize command) {
        if (!Council.allows(command.size())) {
            return badSize(command.size());
        }
        String shown = Integer.toString(command.size());
        if (draft.cluster.council().size() == command.size()) {
            return draft.alreadyDone(shown);
        }
        put(draft.cluster.council().sized(command.size()));
        draft.event("ic.size", shown, "", "", List.of(), "");
        return draft.applied(shown);
    }

    static Outcome.Refused badSize(int size) {
        return Draft.refused(Reason.BAD_ARGUMENTS, "size", "the Information Center has 1, 3 or 5 members, not " + size);
    }

    /**
     * Expects a gateway. To be let in: refuses one that is out for good, one that could not sit now, and any when no seat is free; one
     * that was barred becomes a spare in any case. To be kept out: refuses a member whose seat nobody could take. A repeat has nothing
     * to do.
     */
    Outcome seat(Command.SeatGateway command) {
        Node gateway = draft.node(command.id());
        if (gateway == null) {
            return NodeRules.noSuchNode(command.id());
        }
        if (gateway.role() != Role.GATEWAY) {
            return notAGateway(gateway);
        }
        return command.wanted() ? letIn(gateway) : keepOut(gateway);
    }

    private Outcome letIn(Node gateway) {
        if (gateway.state() == NodeState.DECOMMISSIONED || gateway.state() == NodeState.EVICTED) {
            return NodeRules.wrongState(gateway, "it can have no seat");
        }
        if (draft.cluster.council().bars(gateway.id())) {
            put(draft.cluster.council().allow(gateway.id()));
            draft.event("ic.allowed", gateway, "");
            return draft.applied(gateway.id().value());
        }
        if (member(gateway)) {
            return draft.alreadyDone(gateway.id().value());
        }
        if (peerIds().size() >= draft.cluster.council().size()) {
            return Draft.refused(
                    Reason.NO_FREE_SEAT,
                    gateway.id().value(),
                    "the Information Center has all of its "
                            + draft.cluster.council().size() + " members: give it another size, or remove one first");
        }
        return gateway.state() == NodeState.UP
                ? draft.alreadyDone(gateway.id().value())
                : NodeRules.wrongState(gateway, "it gets a seat once it is up");
    }

    private Outcome keepOut(Node gateway) {
        if (draft.cluster.council().bars(gateway.id())) {
            return draft.alreadyDone(gateway.id().value());
        }
        Outcome.Refused needed = needed(gateway);
        if (needed != null) {
            return needed;
        }
        put(draft.cluster.council().bar(gateway.id()));
        draft.event("ic.barred", gateway, "");
        return draft.applied(gateway.id().value());
    }

    /**
     * Why that gateway cannot give up its seat, or null when it can, or has none: it is the only member, or fewer gateways could take a
     * seat than seats would be given up, by this one and by those that go or are down already.
     */
    Outcome.@Nullable Refused needed(Node gateway) {
        if (!member(gateway)) {
            return null;
        }
        if (peerIds().size() == 1) {
            return Draft.refused(
                    Reason.LAST_MEMBER,
                    gateway.id().value(),
                    "node " + gateway.id() + " is the only member of the Information Center: let it grow first");
        }
        long going = peerIds().stream().filter(peerId -> goes(peerId, gateway)).count();
        long tooMany = Math.max(0, peerIds().size() - draft.cluster.council().size());
        if (Seats.spares(draft.cluster, peerIds()).size() >= going - tooMany) {
            return null;
        }
        return Draft.refused(
                Reason.NO_SPARE,
                gateway.id().value(),
                "no other gateway is up that could take the seat of " + gateway.id()
                        + " in the Information Center: add one, or make the Information Center smaller first");
    }

    private boolean goes(String peerId, Node gateway) {
        Node owner = Seats.owner(draft.cluster, peerId);
        return owner == null || owner.id().equals(gateway.id()) || !owner.up() || Seats.unwanted(draft.cluster, owner);
    }

    /** Why that gateway cannot stop leading, or null when it can, or does not vote. */
    Outcome.@Nullable Refused mustLead(Node gateway) {
        boolean another = draft.cluster.members().stream()
                .anyMatch(other -> !other.id().equals(gateway.id()) && Seats.mayLead(draft.cluster, other));
        return !member(gateway) || another
                ? null
                : Draft.refused(
                        Reason.LAST_MEMBER,
                        gateway.id().value(),
                        "no other member of the Information Center is up that could lead instead of " + gateway.id());
    }

    /**
     * Expects a member that may lead. Refuses any other. Asks the leader of the entry's own term: when another leads meanwhile, the
     * request is over. A repeat asks again.
     */
    Outcome moveLeadership(Command.MoveLeadership command) {
        Node gateway = draft.node(command.to());
        if (gateway == null) {
            return NodeRules.noSuchNode(command.to());
        }
        if (gateway.role() != Role.GATEWAY) {
            return notAGateway(gateway);
        }
        if (!member(gateway)) {
            return NodeRules.wrongState(gateway, "it is no member of the Information Center");
        }
        if (!Seats.mayLead(draft.cluster, gateway)) {
            return NodeRules.wrongState(gateway, "only a member that is up and keeps its seat can lead");
        }
        put(draft.cluster.council().asking(new Council.Lead(gateway.id(), draft.term)));
        draft.event("ic.move-leadership", gateway, "");
        return draft.applied(gateway.id().value());
    }

    private boolean member(Node gateway) {
        return gateway.seat() != null && peerIds().contains(gateway.seat().peerId());
    }

    private List<String> peerIds() {
        return draft.cluster.configuration().peerIds();
    }

    private void put(Council council) {
        draft.cluster = draft.cluster.with(council, draft.command);
    }

    private static Outcome.Refused notAGateway(Node node) {
        return Draft.refused(
                Reason.OTHER_ROLE,
                node.id().value(),
                "node " + node.id() + " is a target: only gateways have seats in the Information Center");
    }
}
