package infocenter.bench.chaos;

import infocenter.bench.failover.Gateway;
import infocenter.bench.failover.Http;
import infocenter.bench.failover.Http.Answer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client of the public door that records what it asks and what it is told. What an answer counts as follows the history's format: ok,
 * certainly nothing, or nobody knows; after a write of which nobody knows it goes on under a number that nobody had. One thread.
 */
final class Asking {
    /** Longer than any failover; a client that gave up earlier would see less. */
    private static final Duration WITHIN = Duration.ofSeconds(12);

    private final Http http;
    private final Record record;
    private final KnownRows rows;
    private final String listQuery;
    private int client;

    /**
     * For one client.
     *
     * @param listQuery what lists ask for besides everything; such that every row of this record is in them
     */
    Asking(Http http, Record record, KnownRows rows, String listQuery) {
        this.http = http;
        this.record = record;
        this.rows = rows;
        this.listQuery = listQuery;
        this.client = record.newClient();
    }

    /** Starts, or asks again; true when the answer said what happened. */
    boolean start(Gateway at, KnownRows.Start start) throws InterruptedException {
        JsonObject line = line(at, "start")
                .put("key", start.key())
                .put("input", new JsonObject().put("kind", start.kind()))
                .put("input_hash", Integer.toHexString(start.body().hashCode()));
        Answer answer = timed(line, () -> http.post(url(at, "/ic/v1/xactions"), start.key(), start.body(), WITHIN));
        JsonObject said = json(answer);
        String id = said.getString("id");
        if (answer.good() && id != null) {
            ok(line, told(said).put("id", id).put("created", said.getBoolean("created")));
        } else if (answer.status() == 504 && id != null) {
            // Registered for certain; whether it is aborting is only said where that is committed.
            JsonObject output = new JsonObject().put("id", id);
            ok(line, "aborting".equals(said.getString("state")) ? output.put("state", "aborting") : output);
        } else if (answer.status() == 409 && "key-conflict".equals(said.getString("reason"))) {
            fail(line, answer).put("refused", "key-conflict");
            if (id != null) {
                line.put("output", new JsonObject().put("id", id));
            }
        } else if (answer.status() == Http.NOBODY || nothingHappened(answer.status(), said)) {
            fail(line, answer);
        } else {
            unknown(line, answer);
        }
        if (id != null) {
            rows.told(id);
        }
        return write(line);
    }

    void abort(Gateway at, String id) throws InterruptedException {
        JsonObject line = line(at, "abort").put("id", id);
        Answer answer = timed(line, () -> http.delete(url(at, "/ic/v1/xactions/" + id), WITHIN));
        JsonObject said = json(answer);
        if (answer.good()) {
            ok(line, told(said));
        } else if (answer.status() == 404 || answer.status() == 410) {
            ok(line, new JsonObject().put("found", false));
        } else if (answer.status() == 409 && said.getString("state") != null) {
            ok(line, new JsonObject().put("state", said.getString("state")));
        } else if (answer.status() == Http.NOBODY || answer.status() == 429) {
            fail(line, answer);
        } else {
            unknown(line, answer);
        }
        write(line);
    }

    /** True when the answer said something of the row, or that there is none. */
    boolean status(Gateway at, String id, boolean stale) throws InterruptedException {
        JsonObject line = line(at, "status").put("id", id);
        if (stale) {
            line.put("level", "stale");
        }
        String path = "/ic/v1/xactions/" + id + (stale ? "?consistency=stale" : "");
        Answer answer = timed(line, () -> http.get(url(at, path), WITHIN));
        if (answer.good()) {
            ok(line, told(json(answer)));
        } else if (answer.status() == 404 || answer.status() == 410) {
            ok(line, new JsonObject().put("found", false));
        } else {
            unknown(line, answer);
        }
        record.operation(line);
        return "ok".equals(line.getString("outcome"));
    }

    void list(Gateway at) throws InterruptedException {
        JsonObject line = line(at, "list");
        Answer answer = timed(line, () -> http.get(url(at, "/ic/v1/xactions?all=true" + listQuery), WITHIN));
        List<JsonObject> lines = answer.good() ? lines(answer.body()) : List.of();
        if (lines.isEmpty()) {
            unknown(line, answer);
        } else {
            JsonArray items = new JsonArray();
            for (JsonObject row : lines.subList(1, lines.size())) {
                items.add(told(row).put("id", row.getString("id")));
            }
            ok(
                    line,
                    new JsonObject()
                            .put("items", items)
                            .put("version", lines.get(0).getLong("version")));
        }
        record.operation(line);
    }

    private boolean write(JsonObject line) {
        record.operation(line);
        boolean known = !"info".equals(line.getString("outcome"));
        if (!known) {
            client = record.newClient();
        }
        return known;
    }

    private JsonObject line(Gateway at, String op) {
        return new JsonObject().put("client", client).put("node", at.name()).put("op", op);
    }

    private interface Request {
        Answer send() throws InterruptedException;
    }

    private static Answer timed(JsonObject line, Request request) throws InterruptedException {
        line.put("call_ns", System.nanoTime());
        Answer answer = request.send();
        line.put("return_ns", System.nanoTime());
        return answer;
    }

    private static void ok(JsonObject line, JsonObject output) {
        line.put("outcome", "ok").put("output", output);
    }

    private static JsonObject fail(JsonObject line, Answer answer) {
        return line.put("outcome", "fail").put("error", error(answer));
    }

    private static void unknown(JsonObject line, Answer answer) {
        line.put("outcome", "info").put("error", error(answer));
    }

    private static String error(Answer answer) {
        return answer.status() + " " + answer.body().lines().findFirst().orElse("");
    }

    /** Refused before it was proposed, or refused by the table itself. */
    private static boolean nothingHappened(int status, JsonObject said) {
        String reason = said.getString("reason", "");
        return switch (status) {
            case 400, 401, 403, 404, 409, 413, 429 -> true;
            case 503 -> reason.equals("no-leader") || reason.equals("target-down") || reason.equals("no-target");
            default -> false;
        };
    }

    /** What an answer says of its row. */
    private static JsonObject told(JsonObject row) {
        JsonObject told = new JsonObject();
        for (String field : List.of("key", "kind", "state", "cause", "origin", "version")) {
            Object value = row.getValue(field);
            if (value != null) {
                told.put(field, value);
            }
        }
        String state = row.getString("state", "");
        JsonArray runs = row.getJsonArray("runs");
        if (runs != null && (state.equals("finished") || state.equals("aborted"))) {
            told.put("attrs", attributes(row, runs));
        }
        return told;
    }

    /** Everything that must not change any more once the row has ended. */
    private static String attributes(JsonObject row, JsonArray runs) {
        List<String> parts = new ArrayList<>();
        parts.add(String.valueOf(row.getValue("endTime")));
        parts.add(String.valueOf(row.getValue("error")));
        for (int i = 0; i < runs.size(); i++) {
            JsonObject run = runs.getJsonObject(i);
            parts.add(run.getString("target") + " " + run.getString("state") + " " + run.getInteger("attempt") + " "
                    + run.getJsonObject("counters").encode());
        }
        return String.join("; ", parts);
    }

    /** Nothing, of what is no JSON. */
    private static JsonObject json(Answer answer) {
        try {
            return answer.body().startsWith("{") ? new JsonObject(answer.body()) : new JsonObject();
        } catch (DecodeException none) {
            return new JsonObject();
        }
    }

    /** Nothing, when one of them is no JSON. */
    private static List<JsonObject> lines(String body) {
        try {
            return body.lines()
                    .filter(line -> !line.isBlank())
                    .map(JsonObject::new)
                    .toList();
        } catch (DecodeException none) {
            return List.of();
        }
    }

    private static URI url(Gateway at, String path) {
        return at.url().resolve(path);
    }

    /** For those that are read at the end, and by nobody else. */
    static @Nullable JsonObject row(Http http, Gateway at, String id) throws InterruptedException {
        Answer answer = http.get(url(at, "/ic/v1/xactions/" + id), WITHIN);
        return answer.good() ? json(answer) : null;
    }
}
