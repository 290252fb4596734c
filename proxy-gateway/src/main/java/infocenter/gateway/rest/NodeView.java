package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.gateway.door.GroupInfo;
import java.io.IOException;

/** Nodes and the map as JSON. Any thread. */
final class NodeView {
    private NodeView() {}

    /** The fields of a node, inside an object that is already open. */
    static void fields(JsonGenerator json, Cluster cluster, Node node, GroupInfo group) throws IOException {
        json.writeStringField("id", node.id().value());
        json.writeStringField("role", node.role().shown());
        json.writeStringField("state", node.state().shown());
        json.writeBooleanField("up", node.up());
        json.writeStringField("publicUrl", node.addresses().publicUrl());
        json.writeStringField("nodeUrl", node.addresses().nodeUrl());
        json.writeStringField("zone", node.zone());
        json.writeNumberField("incarnation", node.incarnation());
        json.writeBooleanField("member", member(cluster, node));
        json.writeBooleanField("leader", node.id().equals(group.leader()));
    }

    static void counts(JsonGenerator json, Cluster cluster) throws IOException {
        int gateways = 0;
        int targets = 0;
        int up = 0;
        for (Node node : cluster.nodes().values()) {
            gateways += node.role() == Role.GATEWAY ? 1 : 0;
            targets += node.role() == Role.TARGET ? 1 : 0;
            up += node.up() ? 1 : 0;
        }
        json.writeObjectFieldStart("nodes");
        json.writeNumberField("gateways", gateways);
        json.writeNumberField("targets", targets);
        json.writeNumberField("up", up);
        json.writeEndObject();
    }

    static void placement(JsonGenerator json, String field, Placement placement) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("version", placement.version());
        json.writeArrayFieldStart("targets");
        for (NodeId target : placement.targets()) {
            json.writeString(target.value());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static boolean member(Cluster cluster, Node node) {
        return node.seat() != null
                && cluster.configuration().peerIds().contains(node.seat().peerId());
    }
}
