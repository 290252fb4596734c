package infocenter.gateway.ais.job;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.bucket.BucketName;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.door.IsoTime;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target's share of a job, as AIStore's clients read it. They decide by these snapshots whether a job is over, so all shares of an
 * aborted one say that they are aborted.
 *
 * @param row the job
 * @param run the share
 */
record Snap(Xaction row, Run run) {
    private static final String NEVER = "0001-01-01T00:00:00Z";

    void write(JsonGenerator json) throws IOException {
        List<BucketName> buckets = row.buckets().stream().map(ref -> ref.name()).toList();
        boolean two = buckets.size() > 1;
        boolean aborted = row.phase() == Phase.ABORTED;
        json.writeStartObject();
        json.writeNullField("ext");
        json.writeStringField("start-time", time(startedMillis()));
        json.writeStringField("end-time", time(run.state().terminal() ? run.endShownMillis() : 0));
        bucket(json, "bck", buckets.isEmpty() ? null : buckets.get(buckets.size() - 1));
        bucket(json, "src-bck", two ? buckets.get(0) : null);
        bucket(json, "dst-bck", two ? buckets.get(1) : null);
        json.writeStringField("id", row.id().value());
        json.writeStringField("kind", AisKinds.of(row));
        if (!row.caller().why().isEmpty()) {
            json.writeStringField("ctlmsg", row.caller().why());
        }
        json.writeStringField("abort-err", aborted ? why() : "");
        json.writeStringField("err", error(run.state()));
        json.writeStringField("glob.id", "0");
        counters(json, run.counters());
        json.writeBooleanField("aborted", aborted);
        json.writeBooleanField("is_idle", run.idle() || run.state().terminal());
        json.writeEndObject();
    }

    static void bucket(JsonGenerator json, String field, @Nullable BucketName bucket) throws IOException {
        json.writeFieldName(field);
        bucket(json, bucket);
    }

    /** The bucket of nothing is three empty texts. */
    static void bucket(JsonGenerator json, @Nullable BucketName bucket) throws IOException {
        String namespace = bucket == null ? "" : bucket.namespace();
        int hash = namespace.indexOf('#');
        json.writeStartObject();
        json.writeStringField("name", bucket == null ? "" : bucket.name());
        json.writeStringField("provider", bucket == null ? "" : bucket.provider());
        json.writeObjectFieldStart("namespace");
        json.writeStringField("uuid", hash < 0 ? "" : namespace.substring(0, hash));
        json.writeStringField("name", hash < 0 ? "" : namespace.substring(hash + 1));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The end of a quick one is told before its beginning is noted. */
    private long startedMillis() {
        boolean ran = run.state() instanceof RunState.Finished || run.state() instanceof RunState.Failed;
        return run.startShownMillis() == 0 && ran ? row.registeredShownMillis() : run.startShownMillis();
    }

    private String why() {
        String why = row.abort() == null ? "" : row.abort().caller().why();
        return why.isEmpty() ? "aborted" : why;
    }

    private static String error(RunState state) {
        if (state instanceof RunState.Failed failed) {
            return failed.error();
        }
        return state instanceof RunState.Lost lost ? lost.reason() : "";
    }

    private static void counters(JsonGenerator json, Counters counters) throws IOException {
        json.writeObjectFieldStart("stats");
        json.writeStringField("loc-objs", Long.toString(counters.localObjects()));
        json.writeStringField("loc-bytes", Long.toString(counters.localBytes()));
        json.writeStringField("out-objs", Long.toString(counters.sentObjects()));
        json.writeStringField("out-bytes", Long.toString(counters.sentBytes()));
        json.writeStringField("in-objs", Long.toString(counters.receivedObjects()));
        json.writeStringField("in-bytes", Long.toString(counters.receivedBytes()));
        json.writeEndObject();
    }

    private static String time(long millis) {
        return millis <= 0 ? NEVER : IsoTime.of(millis);
    }
}
