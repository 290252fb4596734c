package infocenter.gateway.forward;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The few answers that forwarding makes by itself, in the shape of the public door's problems. */
final class Problems {
    private Problems() {}

    static void answer(HttpServerResponse response, int status, String reason, String detail) {
        answer(response, status, reason, detail, "");
    }

    /** When no member answered. */
    static void noMember(HttpServerResponse response, int status, String reason, String detail) {
        answer(response, status, reason, detail, "member");
    }

    private static void answer(HttpServerResponse response, int status, String reason, String detail, String missing) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        JsonObject problem = new JsonObject()
                .put("type", "/problems/" + reason)
                .put("title", reason)
                .put("status", status)
                .put("detail", detail)
                .put("reason", reason);
        if (status == 503) {
            response.putHeader("Retry-After", "1");
            problem.put("missing", missing);
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(problem.toBuffer());
    }
}
