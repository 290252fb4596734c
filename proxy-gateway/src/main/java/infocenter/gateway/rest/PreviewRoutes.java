package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seats;
import infocenter.core.command.Command;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.supervise.Fate;
import infocenter.core.supervise.Preview;
import infocenter.core.supervise.Standing;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.GroupInfo;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change would bring. Reads only, and judges nothing: the table's own rules do. */
final class PreviewRoutes {
    /** Xactions that are listed one by one. */
    private static final int ITEMS_MAX = 100;

    private static final String CHANGES =
            "size, add, remove, transfer, maintenance, end-maintenance, decommission or kill";

    private final GatewayUseCases useCases;

    PreviewRoutes(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void bind(Bindings bindings) {
        bindings.member("previewChange", this::preview);
    }

    private void preview(Call call) {
        String change = call.query().text("change", "");
        NodeId node = call.query().parsed("node", NodeId::new);
        int size = call.query().number("size", 0, 0, Integer.MAX_VALUE);
        call.when(useCases.table().now(), moment -> {
            GroupInfo group = useCases.group().get();
            Command command = command(change, node, size, moment, group.leader());
            Preview preview = Preview.of(moment.information(), group.leader(), moment.term(), command);
            call.json(200, moment.term(), moment.index(), json -> write(json, change, preview, moment.index()));
        });
    }

    private static Command command(
            String change, @Nullable NodeId node, int size, Moment moment, @Nullable NodeId leader) {
        Cluster cluster = moment.information().cluster();
        return switch (change) {
            case "size" -> new Command.SetIcSize(size);
            case "add" -> new Command.SeatGateway(named(node), true);
            case "remove" -> new Command.SeatGateway(named(node), false);
            case "transfer" ->
                new Command.MoveLeadership(
                        node != null
                                ? node
                                : Seats.successor(cluster, leader).map(Node::id).orElseGet(() -> named(leader)));
            case "maintenance" -> new Command.SetMaintenance(named(node), Wish.BEGIN);
            case "end-maintenance" -> new Command.SetMaintenance(named(node), Wish.END);
            case "decommission" -> new Command.SetMaintenance(named(node), Wish.DECOMMISSION);
            case "kill" -> kill(cluster, named(node), moment.term());
            default -> throw Refusal.badField("change", "change: " + CHANGES);
        };
    }

    private static NodeId named(@Nullable NodeId node) {
        if (node == null) {
            throw Refusal.badField("node", "node: required for this change");
        }
        return node;
    }

    /** Its process ends suddenly: what the leader would then log. */
    private static Command kill(Cluster cluster, NodeId id, long term) {
        Node node = cluster.nodes().get(id);
        return new Command.MarkNodeDown(id, node == null ? 0 : node.incarnation(), term, "its process ended");
    }

    private static void write(JsonGenerator json, String change, Preview preview, long index) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", change);
        outcome(json, preview.outcome());
        json.writeObjectFieldStart("group");
        standing(json, "now", preview.now());
        standing(json, "atOnce", preview.atOnce());
        standing(json, "settled", preview.settled());
        json.writeEndObject();
        json.writeObjectFieldStart("counts");
        for (Fate.Lot lot : Fate.Lot.values()) {
            json.writeNumberField(lot.shown(), preview.count(lot));
        }
        json.writeEndObject();
        items(json, preview.fates());
        json.writeArrayFieldStart("notes");
        for (String note : preview.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeNumberField("version", index);
        json.writeEndObject();
    }

    private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Refused refused) {
            json.writeStringField("outcome", "refused");
            json.writeObjectFieldStart("refusal");
            json.writeStringField("reason", refused.reason().shown());
            json.writeStringField("detail", refused.message());
            json.writeEndObject();
        } else {
            json.writeStringField("outcome", outcome instanceof Outcome.AlreadyDone ? "nothing-to-do" : "applies");
            json.writeNullField("refusal");
        }
    }

    private static void standing(JsonGenerator json, String field, Standing standing) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("members", standing.members());
        json.writeNumberField("up", standing.up());
        json.writeNumberField("majority", standing.majority());
        json.writeNumberField("mayFail", standing.mayFail());
        json.writeEndObject();
    }

    private static void items(JsonGenerator json, List<Fate> fates) throws IOException {
        json.writeArrayFieldStart("items");
        for (Fate fate : fates.subList(0, Math.min(fates.size(), ITEMS_MAX))) {
            json.writeStartObject();
            json.writeStringField("id", fate.id().value());
            json.writeStringField("kind", fate.kind());
            json.writeStringField("fate", fate.lot().shown());
            json.writeStringField("why", fate.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("more", Math.max(0, fates.size() - ITEMS_MAX));
    }
}
