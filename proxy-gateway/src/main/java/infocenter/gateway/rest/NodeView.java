package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.supervise.Supervision;
import infocenter.core.table.Information;
import infocenter.core.table.Rebalances;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.door.GroupInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nodes and the map as JSON. Any thread. */
final class NodeView {
    private NodeView() {}

    /** The fields of a node, inside an object that is already open. */
    static void fields(JsonGenerator json, Information information, Node node, GroupInfo group) throws IOException {
        Cluster cluster = information.cluster();
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
        if (node.role() == Role.TARGET) {
            json.writeNumberField("balancedVersion", node.balancedMapVersion());
            json.writeStringField("degraded", node.degraded());
            drain(json, information, node);
        }
    }

    /** How far a target is that shall go, or has gone: null for one that has a place and keeps it, or never had one. */
    private static void drain(JsonGenerator json, Information information, Node node) throws IOException {
        Cluster cluster = information.cluster();
        boolean stays = node.state() == NodeState.UP || node.state() == NodeState.DOWN;
        boolean holds = cluster.mayHold(node);
        if (stays && (cluster.active().names(node.id()) || !holds)) {
            json.writeNullField("drain");
            return;
        }
        json.writeObjectFieldStart("drain");
        json.writeStringField("state", !holds ? "safe-to-stop" : node.up() ? "draining" : "undrained");
        Long percent = holds && node.up() ? percent(information, node) : null;
        if (percent == null) {
            json.writeNullField("percent");
        } else {
            json.writeNumberField("percent", percent);
        }
        json.writeEndObject();
    }

    /** Of the objects that the rebalance of the active placement has counted at that target. */
    private static @Nullable Long percent(Information information, Node node) {
        for (Xaction row : Supervision.active(information)) {
            Run run = Rebalances.version(row) == information.cluster().active().version()
                    ? row.runs().get(node.id())
                    : null;
            if (run != null && run.plannedObjects() > 0) {
                return Math.min(100, run.counters().localObjects() * 100 / run.plannedObjects());
            }
        }
        return null;
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
