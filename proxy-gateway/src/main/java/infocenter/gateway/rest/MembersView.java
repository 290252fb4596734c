package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.cluster.Seats;
import infocenter.gateway.door.GroupInfo;
import infocenter.gateway.door.JsonText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Information Center as JSON: who votes as the Raft group is seen here, and what operators want of it by the table. Any thread. */
final class MembersView {
    private MembersView() {}

    static void write(JsonGenerator json, Moment moment, GroupInfo group) throws IOException {
        Cluster cluster = moment.information().cluster();
        json.writeStartObject();
        json.writeNumberField("size", group.peers().size());
        json.writeNumberField("wantedSize", cluster.council().size());
        JsonText.textOrNull(json, "leader", leader(group));
        JsonText.textOrNull(json, "wishedLeader", wishedLeader(cluster.council(), group));
        json.writeNumberField("term", group.term());
        json.writeStringField("plan", group.plan());
        json.writeNumberField("waitingSeats", group.waitingSeats());
        json.writeArrayFieldStart("barred");
        for (NodeId barred : cluster.council().barred()) {
            json.writeString(barred.value());
        }
        json.writeEndArray();
        voters(json, cluster, group);
        others(json, cluster, group);
        json.writeNumberField("version", moment.index());
        json.writeEndObject();
    }

    static @Nullable String leader(GroupInfo group) {
        return group.leader() == null ? null : group.leader().value();
    }

    /** A wish of another term is over. */
    private static @Nullable String wishedLeader(Council council, GroupInfo group) {
        Council.Lead lead = council.lead();
        boolean open = lead != null && lead.term() == group.term() && !lead.to().equals(group.leader());
        return lead != null && open ? lead.to().value() : null;
    }

    private static void voters(JsonGenerator json, Cluster cluster, GroupInfo group) throws IOException {
        long furthest = group.peers().stream()
                .mapToLong(GroupInfo.Peer::matchIndex)
                .max()
                .orElse(-1);
        json.writeArrayFieldStart("items");
        for (GroupInfo.Peer peer : group.peers()) {
            Node node = peer.id() == null ? null : cluster.nodes().get(peer.id());
            json.writeStartObject();
            JsonText.textOrNull(json, "id", peer.id() == null ? null : peer.id().value());
            json.writeStringField("peerId", peer.peerId());
            json.writeBooleanField("voter", true);
            json.writeBooleanField("leader", peer.leader());
            json.writeStringField("role", peer.leader() ? "leader" : "voter");
            gateway(json, cluster, node);
            json.writeStringField("raftAddress", peer.raftAddress());
            known(json, "lastHeardMillis", peer.lastHeardMillis());
            known(json, "matchIndex", peer.matchIndex());
            json.writeStringField("trouble", peer.trouble());
            known(json, "lag", peer.matchIndex() < 0 ? -1 : furthest - peer.matchIndex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Gateways without a vote. */
    private static void others(JsonGenerator json, Cluster cluster, GroupInfo group) throws IOException {
        List<String> voters = group.peers().stream().map(GroupInfo.Peer::peerId).toList();
        List<Node> spares = Seats.spares(cluster, voters);
        json.writeArrayFieldStart("others");
        for (Node node : cluster.all(Role.GATEWAY)) {
            Seat seat = node.seat();
            if (seat != null && voters.contains(seat.peerId())) {
                continue;
            }
            json.writeStartObject();
            json.writeStringField("id", node.id().value());
            JsonText.textOrNull(json, "peerId", seat == null ? null : seat.peerId());
            json.writeStringField(
                    "role", cluster.council().bars(node.id()) ? "barred" : spares.contains(node) ? "spare" : "none");
            gateway(json, cluster, node);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void gateway(JsonGenerator json, Cluster cluster, @Nullable Node node) throws IOException {
        JsonText.textOrNull(json, "zone", node == null ? null : node.zone());
        JsonText.textOrNull(json, "state", node == null ? null : node.state().shown());
        json.writeBooleanField("up", node != null && node.up());
        json.writeBooleanField("unwanted", node == null || Seats.unwanted(cluster, node));
    }

    private static void known(JsonGenerator json, String field, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }
}
