package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.gateway.change.Changed;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pcollections.TreePMap;

/** Buckets: made, shown, changed, ended. */
final class BucketRoutes {
    private static final Set<String> MADE = Set.of("name", "provider", "namespace", "properties");
    private static final Set<String> CHANGED = Set.of("properties");

    private final GatewayUseCases useCases;
    private final Body body;
    private final RestLimits limits;

    BucketRoutes(GatewayUseCases useCases, Body body, RestLimits limits) {
        this.useCases = useCases;
        this.body = body;
        this.limits = limits;
    }

    void bind(Bindings bindings) {
        bindings.member("listBuckets", this::list)
                .member("createBucket", this::create)
                .member("showBucket", this::show)
                .member("changeBucket", this::change)
                .member("destroyBucket", this::destroy);
    }

    private void list(Call call) {
        call.when(
                useCases.table().now(),
                moment -> call.json(200, moment.term(), moment.index(), json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("items");
                    for (Bucket bucket : moment.information().buckets().byName().values()) {
                        json.writeStartObject();
                        fields(json, bucket);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeNumberField("version", moment.index());
                    json.writeEndObject();
                }));
    }

    private void show(Call call) {
        BucketName name = call.query().bucket("name", call.name("name"));
        call.when(useCases.table().now(), moment -> bucket(call, 200, moment, name));
    }

    private void create(Call call) {
        body.object(call, limits.smallBodyBytesMax(), object -> {
            Fields fields = new Fields("", object, MADE);
            String provider = fields.text("provider", "ais");
            String namespace = fields.text("namespace", "");
            BucketName name =
                    Parsed.field("name", fields.text("name"), text -> new BucketName(provider, namespace, text));
            TreePMap<String, String> properties = TreePMap.from(fields.texts("properties"));
            changed(call, 201, name, useCases.buckets().create(name, properties));
        });
    }

    private void change(Call call) {
        BucketName name = call.query().bucket("name", call.name("name"));
        body.object(call, limits.smallBodyBytesMax(), object -> {
            Fields fields = new Fields("", object, CHANGED);
            if (object.get("properties") == null) {
                throw Refusal.badField("properties", "properties: required; they replace those that are there");
            }
            TreePMap<String, String> properties = TreePMap.from(fields.texts("properties"));
            changed(call, 200, name, useCases.buckets().setProperties(name, properties));
        });
    }

    private void destroy(Call call) {
        BucketName name = call.query().bucket("name", call.name("name"));
        boolean force = call.query().flag("force");
        call.when(useCases.buckets().destroy(name, force), answer -> {
            Moment moment = answer.moment();
            call.stamp(moment.term(), moment.index());
            if (answer.outcome() instanceof Outcome.Refused refused) {
                call.problem(refusedBucket(refused));
                return;
            }
            call.json(200, json -> {
                json.writeStartObject();
                json.writeNumberField("id", idOf(answer.outcome()));
                names(json, name);
                json.writeNumberField("version", moment.index());
                json.writeEndObject();
            });
        });
    }

    private void changed(Call call, int status, BucketName name, CompletableFuture<Changed> change) {
        call.when(change, answer -> {
            if (answer.outcome() instanceof Outcome.Refused refused) {
                call.stamp(answer.moment().term(), answer.moment().index());
                call.problem(refusedBucket(refused));
            } else {
                bucket(call, status, answer.moment(), name);
            }
        });
    }

    private static void bucket(Call call, int status, Moment moment, BucketName name) {
        Bucket bucket = moment.information().buckets().byName().get(name);
        if (bucket == null) {
            call.stamp(moment.term(), moment.index());
            call.problem(noSuchBucket(name));
            return;
        }
        call.json(status, moment.term(), moment.index(), json -> {
            json.writeStartObject();
            fields(json, bucket);
            json.writeNumberField("version", moment.index());
            json.writeEndObject();
        });
    }

    /** The path or body of these routes names the bucket by {@code name}. */
    private static Problem refusedBucket(Outcome.Refused refused) {
        Problem problem = ErrorReplies.of(refused);
        return refused.reason() == Reason.NO_SUCH_BUCKET ? problem.with("field", "name") : problem;
    }

    static Problem noSuchBucket(BucketName name) {
        return Problem.of(404, Reason.NO_SUCH_BUCKET.shown(), "no such bucket: " + name.shown())
                .with("field", "name")
                .with("bucket", name.shown());
    }

    private static void fields(JsonGenerator json, Bucket bucket) throws IOException {
        json.writeNumberField("id", bucket.id());
        names(json, bucket.name());
        XactionView.texts(json, "properties", bucket.properties());
        JsonText.timeOrNull(json, "created", bucket.createdShownMillis());
    }

    private static void names(JsonGenerator json, BucketName name) throws IOException {
        json.writeStringField("name", name.name());
        json.writeStringField("provider", name.provider());
        json.writeStringField("namespace", name.namespace());
    }

    private static long idOf(Outcome outcome) {
        return Long.parseLong(
                outcome instanceof Outcome.AlreadyDone done ? done.subject() : ((Outcome.Applied) outcome).subject());
    }
}
