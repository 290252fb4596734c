package infocenter.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import infocenter.core.bucket.BucketRef;
import infocenter.core.xaction.Abort;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Progress;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.door.JsonText;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** A row of the table as JSON: the same in detail, list, wait and watch. Any thread. */
final class XactionView {
    private static final JsonFactory CHECK = new JsonFactory();
    /** A row keeps 1 KiB of its arguments after its end, less at most the rest of one character. */
    private static final int CUT_CHARS_LEAST = 1_021 / 4;

    private XactionView() {}

    /** A row as an object of its own, at that moment of the elapsed clock. */
    static Buffer object(Xaction row, long nowMillis) {
        return JsonText.of(json -> {
            json.writeStartObject();
            fields(json, row, nowMillis);
            json.writeEndObject();
        });
    }

    /** The fields of a row, inside an object that is already open. */
    static void fields(JsonGenerator json, Xaction row, long nowMillis) throws IOException {
        Phase phase = row.phase();
        End end = row.end();
        json.writeStringField("id", row.id().value());
        JsonText.textOrNull(json, "key", row.key());
        json.writeStringField("kind", row.kind());
        json.writeArrayFieldStart("buckets");
        for (BucketRef bucket : row.buckets()) {
            bucket(json, bucket);
        }
        json.writeEndArray();
        json.writeStringField("state", phase.shown());
        JsonText.textOrNull(json, "cause", cause(row));
        json.writeStringField("origin", row.origin().shown());
        JsonText.textOrNull(json, "error", end == null ? null : end.error());
        JsonText.timeOrNull(json, "startTime", row.registeredShownMillis());
        JsonText.timeOrNull(json, "endTime", end == null ? 0 : end.atShownMillis());
        texts(json, "labels", row.labels());
        arguments(json, row);
        json.writeBooleanField("partial", row.partial());
        json.writeStringField("policy", row.policy().name().toLowerCase(Locale.ROOT));
        caller(json, row);
        abort(json, row.abort());
        ProgressView.write(json, row, nowMillis);
        json.writeArrayFieldStart("runs");
        for (Run run : row.runs().values()) {
            run(json, run, nowMillis);
        }
        json.writeEndArray();
    }

    /** Who ended it, or wants to: client or system; empty while nobody does. */
    private static String cause(Xaction row) {
        End end = row.end();
        if (end != null) {
            return end.cause().shown();
        }
        Abort abort = row.abort();
        return abort == null ? "" : abort.cause().shown();
    }

    static void texts(JsonGenerator json, String field, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void bucket(JsonGenerator json, BucketRef bucket) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", bucket.name().name());
        json.writeStringField("provider", bucket.name().provider());
        json.writeStringField("namespace", bucket.name().namespace());
        json.writeNumberField("id", bucket.id());
        json.writeEndObject();
    }

    /** As JSON; as the text that is left when the end of the xaction cut them; large ones by their hash and size alone. */
    private static void arguments(JsonGenerator json, Xaction row) throws IOException {
        String arguments = row.arguments();
        if (!row.argumentsHash().isEmpty()) {
            BlobAddress blob = BlobAddress.parse(row.argumentsHash());
            json.writeObjectFieldStart("argumentsBlob");
            json.writeStringField("sha256", blob.sha256());
            json.writeNumberField("bytes", blob.bytes());
            json.writeEndObject();
        }
        json.writeFieldName("arguments");
        boolean perhapsCut = row.end() != null && arguments.length() >= CUT_CHARS_LEAST;
        if (arguments.isEmpty()) {
            json.writeStartObject();
            json.writeEndObject();
        } else if (perhapsCut && !whole(arguments)) {
            json.writeString(arguments);
        } else {
            json.writeRawValue(arguments);
        }
    }

    private static boolean whole(String text) {
        try (JsonParser parser = CHECK.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException cut) {
            return false;
        }
    }

    private static void caller(JsonGenerator json, Xaction row) throws IOException {
        json.writeObjectFieldStart("caller");
        json.writeStringField("who", row.caller().who());
        json.writeStringField("from", row.caller().from());
        json.writeStringField("why", row.caller().why());
        json.writeEndObject();
    }

    private static void abort(JsonGenerator json, @org.jspecify.annotations.Nullable Abort abort) throws IOException {
        if (abort == null) {
            json.writeNullField("abort");
            return;
        }
        json.writeObjectFieldStart("abort");
        json.writeStringField("cause", abort.cause().shown());
        json.writeStringField("who", abort.caller().who());
        json.writeStringField("why", abort.caller().why());
        JsonText.timeOrNull(json, "time", abort.atShownMillis());
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, Run run, long nowMillis) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", run.target().value());
        json.writeStringField("state", run.state().shown());
        json.writeNumberField("attempt", run.attempt());
        json.writeNumberField("incarnation", run.incarnation());
        counters(json, run.counters());
        json.writeNumberField("plannedObjects", run.plannedObjects());
        json.writeBooleanField("idle", run.idle());
        json.writeBooleanField("stalled", Progress.stalled(run, nowMillis));
        JsonText.textOrNull(json, "error", error(run.state()));
        JsonText.timeOrNull(json, "startTime", run.startShownMillis());
        JsonText.timeOrNull(json, "endTime", run.endShownMillis());
        json.writeEndObject();
    }

    private static void counters(JsonGenerator json, Counters counters) throws IOException {
        json.writeObjectFieldStart("counters");
        json.writeNumberField("localObjects", counters.localObjects());
        json.writeNumberField("localBytes", counters.localBytes());
        json.writeNumberField("sentObjects", counters.sentObjects());
        json.writeNumberField("sentBytes", counters.sentBytes());
        json.writeNumberField("receivedObjects", counters.receivedObjects());
        json.writeNumberField("receivedBytes", counters.receivedBytes());
        json.writeEndObject();
    }

    private static String error(RunState state) {
        if (state instanceof RunState.Failed failed) {
            return failed.error();
        }
        return state instanceof RunState.Lost lost ? lost.reason() : "";
    }
}
