package infocenter.gateway.ais.job;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.client.Moment;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The four views of jobs. All are read out of the table, linearizable, at every gateway the same; AIStore asks its targets for some,
 * and a gateway's own memory for others.
 */
final class JobViews {
    /** Rows that are written on the event loop. */
    private static final int ON_LOOP_MAX = 100;

    private final Vertx vertx;
    private final GatewayUseCases useCases;

    JobViews(Vertx vertx, GatewayUseCases useCases) {
        this.vertx = vertx;
        this.useCases = useCases;
    }

    /** One job in five fields. */
    void status(AisCall call) {
        JobQuery query = JobQuery.of(call.fields());
        if (query.id().isEmpty() && query.kind() == null) {
            throw AisRefusal.bad("invalid job query: neither ID nor kind is given");
        }
        at(call, query, moment -> {
            JobRows rows = rows(moment, query);
            Xaction row = query.id().isEmpty() ? rows.latest(query) : byId(rows, query);
            if (row == null) {
                throw new AisRefusal(AisError.noSuchJob(query.id().isEmpty() ? query.kind() + "[]" : query.id()));
            }
            call.jsonAsText(json -> new JobStatus(row).write(json));
        });
    }

    private static @Nullable Xaction byId(JobRows rows, JobQuery query) {
        List<Xaction> found = rows.byId(query);
        if (found.isEmpty()) {
            return null;
        }
        Xaction row = found.get(0);
        if (query.kind() != null && !query.kind().equals(AisKinds.of(row))) {
            throw AisRefusal.bad(
                    "kind mismatch: x-[" + row.id() + "] is " + AisKinds.of(row) + ", not " + query.kind());
        }
        return row;
    }

    /** Many jobs in five fields each; null when there is none. */
    void statusAll(AisCall call) {
        JobQuery query = JobQuery.of(call.fields());
        at(call, query, moment -> {
            List<Xaction> rows = chosen(moment, query);
            write(call, rows.size(), json -> {
                if (rows.isEmpty()) {
                    json.writeNull();
                    return;
                }
                json.writeStartArray();
                for (Xaction row : rows) {
                    new JobStatus(row).write(json);
                }
                json.writeEndArray();
            });
        });
    }

    /** What has not ended, as {@code kind[id]}. */
    void running(AisCall call) {
        JobQuery asked = JobQuery.of(call.fields());
        JobQuery query = new JobQuery(asked.id(), asked.kind(), asked.bucket(), true, asked.force(), asked.node());
        at(call, query, moment -> {
            List<Xaction> rows = chosen(moment, query);
            write(call, rows.size(), json -> {
                json.writeStartArray();
                for (Xaction row : rows) {
                    json.writeString(AisKinds.of(row) + "[" + row.id() + "]");
                }
                json.writeEndArray();
            });
        });
    }

    /** Every target's share of jobs: by id only targets that have one, else every target of the placement. */
    void snapshots(AisCall call) {
        JobQuery query = JobQuery.of(call.fields());
        at(call, query, moment -> {
            List<Xaction> rows = chosen(moment, query);
            boolean byId = !query.id().isEmpty();
            if (byId && rows.isEmpty()) {
                throw new AisRefusal(new AisError(404, "", "\"x-[" + query.id() + "]\" not found"));
            }
            write(call, rows.size(), json -> snapshots(json, moment, rows, byId));
        });
    }

    private static void snapshots(JsonGenerator json, Moment moment, List<Xaction> rows, boolean byId)
            throws IOException {
        Map<NodeId, List<Snap>> byTarget = new TreeMap<>();
        if (!byId) {
            for (NodeId target : moment.information().cluster().active().targets()) {
                byTarget.put(target, new ArrayList<>());
            }
        }
        for (Xaction row : rows) {
            for (Run run : row.runs().values()) {
                byTarget.computeIfAbsent(run.target(), first -> new ArrayList<>())
                        .add(new Snap(row, run));
            }
        }
        json.writeStartObject();
        for (Map.Entry<NodeId, List<Snap>> entry : byTarget.entrySet()) {
            json.writeArrayFieldStart(entry.getKey().value());
            for (Snap snap : entry.getValue()) {
                snap.write(json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void at(AisCall call, JobQuery query, Consumer<Moment> then) {
        call.atMember(
                query.id().isEmpty() ? call.remote() : query.id(),
                () -> call.when(useCases.table().now(), then));
    }

    /** Refuses a filter by a bucket that is not there. */
    private static JobRows rows(Moment moment, JobQuery query) {
        Information table = moment.information();
        BucketName bucket = query.bucket();
        if (bucket != null && !table.buckets().byName().containsKey(bucket)) {
            throw new AisRefusal(AisError.noSuchBucket(bucket.shown()));
        }
        return new JobRows(table.xactions());
    }

    private static List<Xaction> chosen(Moment moment, JobQuery query) {
        JobRows rows = rows(moment, query);
        return query.id().isEmpty()
                ? rows.all(query)
                : rows.byId(query).stream().filter(query::wants).limit(1).toList();
    }

    /** As AIStore does, without saying that it is JSON; many rows are written elsewhere, so that nobody waits for them. */
    private void write(AisCall call, int rows, JsonText.Writer writer) {
        if (rows <= ON_LOOP_MAX) {
            call.jsonAsText(writer);
        } else {
            call.when(
                    vertx.executeBlocking(() -> JsonText.of(writer), false).toCompletionStage(),
                    (Buffer text) -> call.end(200, "text/plain; charset=utf-8", text));
        }
    }
}
