package infocenter.gateway.rest;

import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.gateway.change.Changed;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.GroupInfo;

/** Nodes: shown, taken out for a while or for good, forgotten. What may be is decided by the table. */
final class NodeRoutes {
    private final GatewayUseCases useCases;

    NodeRoutes(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void bind(Bindings bindings) {
        bindings.member("listNodes", this::list)
                .member("showNode", this::show)
                .member("beginMaintenance", call -> wish(call, Wish.BEGIN))
                .member("endMaintenance", call -> wish(call, Wish.END))
                .member("decommissionNode", call -> wish(call, Wish.DECOMMISSION))
                .member("forgetNode", this::forget);
    }

    private void list(Call call) {
        call.when(useCases.table().now(), moment -> {
            GroupInfo group = useCases.group().get();
            Cluster cluster = moment.information().cluster();
            call.json(200, moment.term(), moment.index(), json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("items");
                for (Node node : cluster.nodes().values()) {
                    json.writeStartObject();
                    NodeView.fields(json, moment.information(), node, group);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeNumberField("version", moment.index());
                json.writeEndObject();
            });
        });
    }

    private void show(Call call) {
        NodeId id = id(call);
        call.when(useCases.table().now(), moment -> node(call, moment, id));
    }

    private void wish(Call call, Wish wish) {
        NodeId id = id(call);
        call.when(useCases.nodes().wish(id, wish), answer -> {
            if (answer.outcome() instanceof Outcome.Refused refused) {
                refuse(call, answer, refused);
            } else {
                node(call, answer.moment(), id);
            }
        });
    }

    private void forget(Call call) {
        NodeId id = id(call);
        call.when(useCases.nodes().forget(id), answer -> {
            if (answer.outcome() instanceof Outcome.Refused refused) {
                refuse(call, answer, refused);
                return;
            }
            Moment moment = answer.moment();
            call.json(200, moment.term(), moment.index(), json -> {
                json.writeStartObject();
                json.writeStringField("id", id.value());
                json.writeNumberField("version", moment.index());
                json.writeEndObject();
            });
        });
    }

    private static void refuse(Call call, Changed answer, Outcome.Refused refused) {
        call.stamp(answer.moment().term(), answer.moment().index());
        call.problem(ErrorReplies.of(refused));
    }

    private void node(Call call, Moment moment, NodeId id) {
        Node node = moment.information().cluster().nodes().get(id);
        call.stamp(moment.term(), moment.index());
        if (node == null) {
            call.problem(Problem.of(404, Reason.NO_SUCH_NODE.shown(), "no node has this id")
                    .with("id", id.value()));
            return;
        }
        GroupInfo group = useCases.group().get();
        call.json(200, json -> {
            json.writeStartObject();
            NodeView.fields(json, moment.information(), node, group);
            json.writeNumberField("version", moment.index());
            json.writeEndObject();
        });
    }

    private static NodeId id(Call call) {
        return Parsed.field("id", call.name("id"), NodeId::new);
    }
}
