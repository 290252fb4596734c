package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Node;
import infocenter.core.command.Outcome;
import infocenter.gateway.door.GatewayUseCases;
import java.io.IOException;
import java.util.Set;

/** What may be written to the log: shown, and raised once every node could read it. The table decides. */
final class LevelRoutes {
    private final GatewayUseCases useCases;
    private final Body body;
    private final RestLimits limits;

    LevelRoutes(GatewayUseCases useCases, Body body, RestLimits limits) {
        this.useCases = useCases;
        this.body = body;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("showFeatureLevel", this::show).member("raiseFeatureLevel", this::raise);
    }

    private void show(Call call) {
        call.when(useCases.table().now(), moment -> answer(call, moment));
    }

    private void raise(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            long level = new Fields("", object, Set.of("level")).whole("level", 0);
            if (object.containsKey("level") && (level < 1 || level > Integer.MAX_VALUE)) {
                throw new Refusal(Problem.of(400, "bad-arguments", "level must be a whole number from 1 on")
                        .with("field", "level"));
            }
            call.when(useCases.nodes().raiseFeatureLevel(level == 0 ? null : (int) level), changed -> {
                if (changed.outcome() instanceof Outcome.Refused refused) {
                    call.stamp(changed.moment().term(), changed.moment().index());
                    call.problem(ErrorReplies.of(refused));
                } else {
                    answer(call, changed.moment());
                }
            });
        });
    }

    private static void answer(Call call, Moment moment) {
        call.json(200, moment.term(), moment.index(), json -> write(json, moment));
    }

    private static void write(JsonGenerator json, Moment moment) throws IOException {
        Cluster cluster = moment.information().cluster();
        json.writeStartObject();
        json.writeNumberField("level", cluster.featureLevel());
        json.writeNumberField(
                "raisableTo",
                cluster.nodes().values().stream()
                        .filter(Node::up)
                        .mapToInt(Node::understands)
                        .min()
                        .orElse(cluster.featureLevel()));
        json.writeArrayFieldStart("items");
        for (Node node : cluster.nodes().values()) {
            json.writeStartObject();
            json.writeStringField("id", node.id().value());
            json.writeStringField("role", node.role().shown());
            json.writeStringField("state", node.state().shown());
            json.writeBooleanField("up", node.up());
            json.writeNumberField("understands", node.understands());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("version", moment.index());
        json.writeEndObject();
    }
}
