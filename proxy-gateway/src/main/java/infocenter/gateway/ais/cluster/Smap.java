package infocenter.gateway.ais.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.gateway.map.ClusterMapView;
import infocenter.placement.Rendezvous;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster map as AIStore's clients know it. They compute homes of objects over the targets whose flags say neither maintenance nor
 * decommission, so these are the targets of the active placement, and nobody else.
 *
 * @param view the map
 * @param primary who leads, or null while nobody is known to
 */
record Smap(ClusterMapView view, @Nullable NodeId primary) {
    private static final int MEMBER = 2;
    private static final int MAINTENANCE = 4;
    private static final int DECOMMISSION = 8;
    private static final int DRAINED = 16;

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        nodes(json, "pmap", gateways());
        Node leader = leader();
        if (leader != null) {
            json.writeFieldName("proxy_si");
            node(json, leader);
        }
        nodes(json, "tmap", targets());
        json.writeStringField("uuid", uuid());
        json.writeStringField("creation_time", "");
        json.writeStringField("version", Long.toString(version()));
        json.writeEndObject();
    }

    /** Name of the cluster, empty while there is none. */
    String uuid() {
        Identity identity = view.identity();
        return identity == null ? "" : identity.clusterId();
    }

    /** Raised by every change of nodes and placement. */
    long version() {
        return Math.max(1, view.map().cluster().sequence());
    }

    /** Who leads, else some member: clients want somebody there. Null while the map is empty. */
    @Nullable
    Node leader() {
        Node leader = primary == null ? null : view.node(primary);
        if (leader != null) {
            return leader;
        }
        List<Node> members = view.members();
        return members.isEmpty() ? null : members.get(0);
    }

    /** Gateways that answer. */
    List<Node> gateways() {
        return view.all(Role.GATEWAY).stream().filter(Node::up).toList();
    }

    /** Targets as described above. */
    List<Node> targets() {
        return view.all(Role.TARGET).stream().filter(this::shown).toList();
    }

    /** The node of that name that stands in this map, or null. */
    @Nullable
    Node find(String id) {
        for (Node node : view.map().cluster().nodes().values()) {
            if (node.id().value().equals(id) && (node.role() == Role.GATEWAY ? node.up() : shown(node))) {
                return node;
            }
        }
        return null;
    }

    private boolean named(Node target) {
        return view.map().cluster().active().names(target.id());
    }

    private boolean shown(Node target) {
        return named(target)
                || target.state() == NodeState.MAINTENANCE
                || target.state() == NodeState.UP
                || target.state() == NodeState.DECOMMISSIONED
                        && view.map().cluster().mayHold(target);
    }

    private void nodes(JsonGenerator json, String field, List<Node> nodes) throws IOException {
        json.writeObjectFieldStart(field);
        for (Node node : nodes) {
            json.writeFieldName(node.id().value());
            node(json, node);
        }
        json.writeEndObject();
    }

    void node(JsonGenerator json, Node node) throws IOException {
        json.writeStartObject();
        json.writeStringField("daemon_id", node.id().value());
        json.writeStringField("daemon_type", node.role() == Role.GATEWAY ? "proxy" : "target");
        net(json, "public_net", node);
        net(json, "intra_control_net", node);
        net(json, "intra_data_net", node);
        json.writeNumberField("flags", flags(node));
        json.writeFieldName("id_digest");
        json.writeNumber(
                new BigInteger(Long.toUnsignedString(Rendezvous.digest(node.id().value()))));
        json.writeEndObject();
    }

    /** What a client must know before it talks to that node. */
    int flags(Node node) {
        if (node.role() == Role.GATEWAY) {
            return view.members().contains(node) ? MEMBER : 0;
        }
        int drained = view.map().cluster().mayHold(node) ? 0 : DRAINED;
        return switch (node.state()) {
            case MAINTENANCE -> MAINTENANCE | drained;
            case DECOMMISSIONED -> DECOMMISSION;
            // It has just come, or come back: no client may take it for anybody's home yet.
            default -> named(node) ? 0 : MAINTENANCE;
        };
    }

    private static void net(JsonGenerator json, String field, Node node) throws IOException {
        String url = node.addresses().publicUrl();
        URI door = URI.create(url);
        json.writeObjectFieldStart(field);
        json.writeStringField("node_ip_addr", String.valueOf(door.getHost()));
        json.writeStringField("daemon_port", Integer.toString(door.getPort()));
        json.writeStringField("direct_url", url);
        json.writeEndObject();
    }
}
