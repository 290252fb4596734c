package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.gateway.change.Changed;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Transformers: registered, shown, removed. Which commands and URLs may be is decided by the table. */
final class TransformerRoutes {
    private static final Set<String> MADE =
            Set.of("name", "url", "command", "timeLimit", "outputBytesMax", "outputRatioMax");

    private final GatewayUseCases useCases;
    private final Body body;
    private final RestLimits limits;

    TransformerRoutes(GatewayUseCases useCases, Body body, RestLimits limits) {
        this.useCases = useCases;
        this.body = body;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("listTransformers", this::list)
                .member("registerTransformer", this::register)
                .member("showTransformer", this::show)
                .member("removeTransformer", this::remove);
    }

    private void list(Call call) {
        call.when(
                useCases.table().now(),
                moment -> call.json(200, moment.term(), moment.index(), json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("items");
                    for (Transformer transformer :
                            moment.information().transformers().byName().values()) {
                        json.writeStartObject();
                        fields(json, transformer);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeNumberField("version", moment.index());
                    json.writeEndObject();
                }));
    }

    private void show(Call call) {
        TransformerName name = name(call.name("name"));
        call.when(useCases.table().now(), moment -> transformer(call, 200, moment, name));
    }

    private void register(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            Fields fields = new Fields("", object, MADE);
            TransformerName name = name(fields.text("name"));
            Means means = means(fields);
            TransformBounds bounds = bounds(fields);
            call.when(useCases.transformers().register(name, means, bounds), answer -> {
                if (answer.outcome() instanceof Outcome.Refused refused) {
                    refuse(call, answer, refused);
                } else {
                    boolean there = answer.outcome() instanceof Outcome.AlreadyDone;
                    transformer(call, there ? 200 : 201, answer.moment(), name);
                }
            });
        });
    }

    private void remove(Call call) {
        TransformerName name = name(call.name("name"));
        call.when(useCases.transformers().remove(name), answer -> {
            if (answer.outcome() instanceof Outcome.Refused refused) {
                refuse(call, answer, refused);
                return;
            }
            Moment moment = answer.moment();
            call.json(200, moment.term(), moment.index(), json -> {
                json.writeStartObject();
                json.writeStringField("name", name.value());
                json.writeNumberField("version", moment.index());
                json.writeEndObject();
            });
        });
    }

    private static void refuse(Call call, Changed answer, Outcome.Refused refused) {
        call.stamp(answer.moment().term(), answer.moment().index());
        Problem problem = ErrorReplies.of(refused);
        boolean ofName =
                refused.reason() == Reason.NO_SUCH_TRANSFORMER || refused.reason() == Reason.TRANSFORMER_EXISTS;
        call.problem(ofName ? problem.with("field", "name") : problem);
    }

    private static void transformer(Call call, int status, Moment moment, TransformerName name) {
        Transformer transformer = moment.information().transformers().byName().get(name);
        if (transformer == null) {
            call.stamp(moment.term(), moment.index());
            call.problem(Problem.of(404, Reason.NO_SUCH_TRANSFORMER.shown(), "there is no transformer " + name)
                    .with("field", "name")
                    .with("subject", name.value()));
            return;
        }
        call.json(status, moment.term(), moment.index(), json -> {
            json.writeStartObject();
            fields(json, transformer);
            json.writeNumberField("version", moment.index());
            json.writeEndObject();
        });
    }

    private static TransformerName name(String text) {
        return Parsed.field("name", text, TransformerName::new);
    }

    private static Means means(Fields fields) {
        String url = fields.textOrNull("url");
        String command = fields.textOrNull("command");
        if ((url == null) == (command == null)) {
            throw Refusal.badField("url", "url: exactly one of url and command is needed");
        }
        return url == null ? new Means.AllowedCommand(String.valueOf(command)) : new Means.HttpService(url);
    }

    private static TransformBounds bounds(Fields fields) {
        TransformBounds standard = TransformBounds.STANDARD;
        String time = fields.textOrNull("timeLimit");
        return new TransformBounds(
                time == null
                        ? standard.timeMillis()
                        : Parsed.field("timeLimit", time, DurationText::parse).toMillis(),
                fields.whole("outputBytesMax", standard.outputBytesMax()),
                fields.whole("outputRatioMax", standard.outputRatioMax()));
    }

    private static void fields(JsonGenerator json, Transformer transformer) throws IOException {
        json.writeStringField("name", transformer.name().value());
        Means means = transformer.means();
        JsonText.textOrNull(json, "url", means instanceof Means.HttpService service ? service.url() : null);
        JsonText.textOrNull(json, "command", means instanceof Means.AllowedCommand allowed ? allowed.command() : null);
        json.writeStringField(
                "timeLimit", shown(Duration.ofMillis(transformer.bounds().timeMillis())));
        json.writeNumberField("outputBytesMax", transformer.bounds().outputBytesMax());
        json.writeNumberField("outputRatioMax", transformer.bounds().outputRatioMax());
        json.writeNumberField("revision", transformer.revision());
        JsonText.timeOrNull(json, "registered", transformer.registeredShownMillis());
    }

    /** As it may be written again. */
    private static String shown(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
