package infocenter.gateway.rest;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.start.StartAnswer;
import infocenter.gateway.start.StartRequest;
import org.jspecify.annotations.Nullable;

/** Starting a xaction, at any gateway. */
final class StartRoutes {
    private final GatewayUseCases useCases;
    private final Body body;

    StartRoutes(GatewayUseCases useCases, Body body) {
        this.useCases = useCases;
        this.body = body;
    }

    void bind(Bindings bindings) {
        bindings.anywhere("startXaction", this::start);
    }

    private void start(Call call) {
        if (useCases.maps().view().identity() == null) {
            throw new Refusal(ErrorReplies.notInitialized());
        }
        StartBody shape = new StartBody(call, useCases.settings().id());
        body.object(call, useCases.settings().bodyBytesMax(), fields -> {
            StartRequest request = shape.read(fields);
            call.when(useCases.start().start(request), answer -> answer(call, request.key(), answer));
        });
    }

    private void answer(Call call, @Nullable String key, StartAnswer answer) {
        if (answer instanceof StartAnswer.Started made) {
            call.response().putHeader("Location", RestDoor.ROOT + "/xactions/" + made.id());
            int status = made.acknowledged() ? 201 : 202;
            started(
                    call,
                    status,
                    made.id().value(),
                    key,
                    made.kind(),
                    true,
                    made.state(),
                    "",
                    made.term(),
                    made.index());
        } else if (answer instanceof StartAnswer.Known known) {
            String id = known.id().value();
            started(call, 200, id, key, known.kind(), false, known.state(), known.cause(), known.term(), known.index());
        } else if (answer instanceof StartAnswer.Gone gone) {
            call.stamp(gone.term(), gone.index());
            call.problem(ErrorReplies.gone(gone.id()));
        } else if (answer instanceof StartAnswer.NotAcknowledged silent) {
            call.stamp(silent.term(), silent.index());
            call.problem(notAcknowledged(silent));
        } else if (answer instanceof StartAnswer.Refused refused) {
            call.stamp(refused.term(), refused.index());
            call.problem(ErrorReplies.of(refused.why()));
        }
    }

    private static void started(
            Call call,
            int status,
            String id,
            @Nullable String key,
            String kind,
            boolean created,
            String state,
            String cause,
            long term,
            long index) {
        call.json(status, term, index, json -> {
            json.writeStartObject();
            json.writeStringField("id", id);
            JsonText.textOrNull(json, "key", key);
            json.writeStringField("kind", kind);
            json.writeBooleanField("created", created);
            json.writeStringField("state", state);
            JsonText.textOrNull(json, "cause", cause);
            json.writeNumberField("version", index);
            json.writeEndObject();
        });
    }

    private static Problem notAcknowledged(StartAnswer.NotAcknowledged silent) {
        String detail = silent.message().isEmpty()
                ? "registered, but not every target has said that it started; ask again by id"
                : silent.message();
        return Problem.of(504, "start-not-acknowledged", detail)
                .with("id", silent.id().value())
                .with("state", silent.aborting() ? "aborting" : "unknown: ask again")
                .naming(silent.silent().stream().map(NodeId::value).toList());
    }
}
