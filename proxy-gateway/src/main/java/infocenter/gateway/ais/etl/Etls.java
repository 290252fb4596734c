package infocenter.gateway.ais.etl;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.GoDuration;
import infocenter.gateway.change.Insist;
import infocenter.gateway.door.GatewayUseCases;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * ETLs registered, shown, removed. AIStore runs a container of a given image; here the image is the URL of a service that somebody
 * runs, and nothing is started or stopped.
 */
final class Etls {
    private static final Pattern WEB = Pattern.compile("https?://.*");
    private static final Duration WITHIN = Duration.ofSeconds(18);

    private final GatewayUseCases useCases;

    Etls(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void init(AisCall call) {
        AisFields message = call.fields();
        TransformerName name = name(message.text("name"));
        String image = message.object("runtime").text("image");
        if (!WEB.matcher(image).matches()) {
            throw new AisRefusal(AisError.unsupported(
                    "ETL in containers is not supported: give the URL of a running service as image"));
        }
        TransformBounds bounds = bounds(GoDuration.parse("obj_timeout", message.text("obj_timeout")));
        call.atMember(
                name.value(),
                WITHIN,
                () -> call.when(
                        Insist.on(
                                () -> useCases.transformers().register(name, new Means.HttpService(image), bounds),
                                System::nanoTime),
                        changed -> {
                            if (changed.outcome() instanceof Outcome.Refused refused) {
                                throw new AisRefusal(AisErrors.of(refused));
                            }
                            call.text(200, id(find(changed.moment(), name)));
                        }));
    }

    void list(AisCall call) {
        call.atMember(
                call.remote(),
                () -> call.when(
                        useCases.table().now(),
                        moment -> call.json(json -> {
                            json.writeStartArray();
                            for (Transformer etl :
                                    moment.information().transformers().byName().values()) {
                                json.writeStartObject();
                                json.writeStringField("id", etl.name().value());
                                json.writeStringField("stage", "Running");
                                json.writeStringField("xaction_id", id(etl));
                                json.writeNumberField("obj_count", 0);
                                json.writeNumberField("in_bytes", 0);
                                json.writeNumberField("out_bytes", 0);
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                        })));
    }

    void show(AisCall call) {
        TransformerName name = name(call.name("name"));
        call.atMember(
                name.value(),
                () -> call.when(useCases.table().now(), moment -> {
                    Transformer etl = find(moment, name);
                    call.json(json -> show(json, etl));
                }));
    }

    private static void show(JsonGenerator json, Transformer etl) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("init_msg");
        json.writeStringField("name", etl.name().value());
        json.writeStringField("communication", "hpush://");
        json.writeStringField("init_timeout", "");
        json.writeStringField("obj_timeout", etl.bounds().timeMillis() + "ms");
        json.writeObjectFieldStart("runtime");
        json.writeStringField(
                "image",
                etl.means() instanceof Means.HttpService service
                        ? service.url()
                        : ((Means.AllowedCommand) etl.means()).command());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("obj_errors");
        json.writeEndArray();
        json.writeEndObject();
    }

    void remove(AisCall call) {
        TransformerName name = name(call.name("name"));
        call.atMember(name.value(), WITHIN, () -> {
            boolean[] again = {false};
            call.when(
                    Insist.on(
                            () -> {
                                boolean repeated = again[0];
                                again[0] = true;
                                return useCases.transformers()
                                        .remove(name)
                                        .thenApply(changed -> gone(changed.outcome(), repeated));
                            },
                            System::nanoTime),
                    done -> call.empty());
        });
    }

    /** Asked again, the answer that nobody is there says that the first time did it. */
    private static boolean gone(Outcome outcome, boolean repeated) {
        if (outcome instanceof Outcome.Refused refused
                && !(repeated && refused.reason() == Reason.NO_SUCH_TRANSFORMER)) {
            throw new AisRefusal(AisErrors.of(refused));
        }
        return true;
    }

    /** Nothing of ours is started or stopped: it only has to be there. */
    void there(AisCall call) {
        TransformerName name = name(call.name("name"));
        call.atMember(
                name.value(),
                () -> call.when(useCases.table().now(), moment -> {
                    find(moment, name);
                    call.empty();
                }));
    }

    private static TransformBounds bounds(Duration each) {
        TransformBounds standard = TransformBounds.STANDARD;
        long millis = Math.min(
                Math.max(each.toMillis(), TransformBounds.TIME_MILLIS_LEAST), TransformBounds.TIME_MILLIS_MOST);
        return new TransformBounds(
                each.isZero() ? standard.timeMillis() : millis, standard.outputBytesMax(), standard.outputRatioMax());
    }

    private static Transformer find(Moment moment, TransformerName name) {
        Transformer etl = moment.information().transformers().byName().get(name);
        if (etl == null) {
            throw new AisRefusal(missing(name.value()));
        }
        return etl;
    }

    private static AisError missing(String name) {
        return new AisError(404, "ErrNotFound", "etl job \"" + name + "\" does not exist");
    }

    private static TransformerName name(String text) {
        try {
            return new TransformerName(text);
        } catch (IllegalArgumentException wrong) {
            throw AisRefusal.bad("invalid ETL name \"" + text + "\": " + wrong.getMessage());
        }
    }

    /** Long enough for clients that look at an id before they send it. */
    private static String id(Transformer etl) {
        return String.format(Locale.ROOT, "etl-%08d", etl.revision());
    }
}
