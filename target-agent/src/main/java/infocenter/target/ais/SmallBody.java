package infocenter.target.ais;

import infocenter.target.rest.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The action message that a request carries: one JSON object, whose keys count whatever their case. */
final class SmallBody {
    /** More is 413: the list of the parts of an upload is the longest there is. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private SmallBody() {}

    /** Reads it; an empty body is an empty object. */
    static Future<JsonObject> read(HttpServerRequest request) {
        Promise<JsonObject> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() <= BYTES_MAX) {
                body.appendBuffer(piece);
            } else {
                promise.tryFail(Problem.of(413, "too-large", "the body may have " + BYTES_MAX + " bytes")
                        .refused());
            }
        });
        request.exceptionHandler(broken -> promise.tryFail(
                Problem.of(400, "body-cut-off", "the body broke off").refused()));
        request.endHandler(end -> {
            try {
                promise.tryComplete(body.length() == 0 ? new JsonObject() : new JsonObject(body));
            } catch (DecodeException | ClassCastException bad) {
                promise.tryFail(
                        Problem.field("body", "the body must be a JSON object").refused());
            }
        });
        request.resume();
        return promise.future();
    }

    /** The value of that key, whatever its case; null when there is none. */
    static @Nullable Object value(JsonObject json, String key) {
        Object exact = json.getValue(key);
        if (exact != null) {
            return exact;
        }
        for (String each : json.fieldNames()) {
            if (each.equalsIgnoreCase(key)) {
                return json.getValue(each);
            }
        }
        return null;
    }

    /** The same as text; empty when it is none. */
    static String text(JsonObject json, String key) {
        return value(json, key) instanceof String text ? text : "";
    }
}
