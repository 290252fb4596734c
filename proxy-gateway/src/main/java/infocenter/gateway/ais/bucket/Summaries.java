package infocenter.gateway.ais.bucket;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import infocenter.node.ErrorsAnswer.Tally;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** How many objects a bucket has and how large they are: a job that is started by the first call, and read by those with its id. */
final class Summaries {
    private static final String KIND = "summary";

    private final GatewayUseCases useCases;
    private final LivingBuckets living;

    Summaries(GatewayUseCases useCases) {
        this.useCases = useCases;
        this.living = new LivingBuckets(useCases);
    }

    /** Of one bucket. */
    void answer(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        AisFields message = call.message().fields();
        String id = message.text("uuid");
        if (id.isEmpty()) {
            living.mapped(
                    call,
                    name,
                    bucket -> AisStart.of(KIND, List.of(name), arguments(message.text("prefix")))
                            .answer(call, made -> call.text(202, made.value())));
        } else {
            read(
                    call,
                    id,
                    row -> call.jsonAsText(json -> {
                        json.writeStartArray();
                        BucketRef of = row.buckets().isEmpty()
                                ? new BucketRef(name, 0)
                                : row.buckets().get(0);
                        one(
                                json,
                                of.name(),
                                row.counters().localObjects(),
                                row.counters().localBytes());
                        json.writeEndArray();
                    }));
        }
    }

    /** Of all of them. */
    void answerAll(AisCall call) {
        AisFields message = call.message().fields();
        String id = message.text("uuid");
        if (id.isEmpty()) {
            AisStart.of(KIND, List.of(), arguments(message.text("prefix")))
                    .answer(call, made -> call.text(202, made.value()));
        } else {
            read(
                    call,
                    id,
                    row -> call.when(
                            useCases.errors().of(row),
                            answer -> call.jsonAsText(json -> {
                                json.writeStartArray();
                                for (Tally tally : answer.tallies()) {
                                    one(json, shown(tally.name()), tally.objects(), tally.bytes());
                                }
                                json.writeEndArray();
                            })));
        }
    }

    /** Beside the properties, in a header. The prefix comes with the first call only. */
    void head(AisCall call, String encodedPrefix) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        String id = call.query("uuid");
        String prefix = infocenter.gateway.door.PercentCoding.decode("prefix", encodedPrefix);
        call.atMember(
                call.remote(),
                () -> living.now(call, name, bucket -> {
                    BucketViews.props(call, bucket);
                    if (id.isEmpty()) {
                        AisStart.of(KIND, List.of(name), arguments(prefix)).answer(call, made -> {
                            call.response().putHeader("Ais-Xaction-Id", made.value());
                            return call.text(202, "");
                        });
                    } else {
                        read(call, id, row -> summed(call, bucket, row));
                    }
                }));
    }

    private static void summed(AisCall call, Bucket bucket, Xaction row) {
        String summary = JsonText.of(json -> one(
                        json,
                        bucket.name(),
                        row.counters().localObjects(),
                        row.counters().localBytes()))
                .toString(StandardCharsets.UTF_8);
        call.response().putHeader("Ais-Bucket-Summ", summary);
        call.empty();
    }

    /** Hands the row on when it is over; else answers that it is not yet. */
    private void read(AisCall call, String text, Consumer<Xaction> over) {
        call.atMember(
                text,
                () -> call.when(useCases.table().now(), moment -> {
                    Xaction row = moment.information().xactions().find(id(text));
                    if (row == null || !row.kind().equals(KIND)) {
                        throw new AisRefusal(AisError.noSuchJob(text));
                    }
                    if (row.end() == null) {
                        call.text(202, text);
                    } else if (row.phase() != Phase.FINISHED
                            || !row.end().error().isEmpty()) {
                        throw new AisRefusal(new AisError(
                                400,
                                "ErrFailedTo",
                                "x-[" + text + "] " + row.phase().shown() + ": "
                                        + row.end().error()));
                    } else {
                        over.accept(row);
                    }
                }));
    }

    private static XactionId id(String text) {
        try {
            return new XactionId(text);
        } catch (IllegalArgumentException bad) {
            throw new AisRefusal(AisError.noSuchJob(text));
        }
    }

    private static BucketName shown(String shown) {
        String rest = shown.substring(shown.indexOf("://") + 3);
        int slash = rest.indexOf('/');
        return slash < 0
                ? BucketName.of(rest)
                : new BucketName("ais", rest.substring(1, slash), rest.substring(slash + 1));
    }

    private static JsonObject arguments(String prefix) {
        return prefix.isEmpty() ? new JsonObject() : new JsonObject().put("prefix", prefix);
    }

    private static void one(JsonGenerator json, BucketName name, long objects, long bytes) throws IOException {
        long average = objects == 0 ? 0 : bytes / objects;
        json.writeStartObject();
        BucketViews.fields(json, name);
        json.writeObjectFieldStart("ObjCount");
        json.writeStringField("obj_count_present", Long.toString(objects));
        json.writeStringField("obj_count_remote", "0");
        json.writeEndObject();
        json.writeObjectFieldStart("ObjSize");
        json.writeNumberField("obj_min_size", average);
        json.writeNumberField("obj_avg_size", average);
        json.writeNumberField("obj_max_size", average);
        json.writeEndObject();
        json.writeObjectFieldStart("TotalSize");
        json.writeStringField("size_on_disk", Long.toString(bytes));
        json.writeStringField("size_all_present_objs", Long.toString(bytes));
        json.writeStringField("size_all_remote_objs", "0");
        json.writeStringField("total_disks_size", "0");
        json.writeEndObject();
        json.writeNumberField("used_pct", 0);
        json.writeBooleanField("is_present", true);
        json.writeEndObject();
    }
}
