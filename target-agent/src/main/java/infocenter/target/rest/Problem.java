package infocenter.target.rest;

import io.vertx.core.json.JsonObject;

/**
 * A refusal as clients read it.
 *
 * @param status of the answer
 * @param reason stable word for programs
 * @param field that was wrong, empty when none was
 * @param detail for people
 * @param retryAfterSeconds when to ask again, 0 when asking again does not help
 */
public record Problem(int status, String reason, String field, String detail, int retryAfterSeconds) {
    /** Wrong in no single field. */
    public static Problem of(int status, String reason, String detail) {
        return new Problem(status, reason, "", detail, 0);
    }

    /** A bad request, by that field. */
    public static Problem field(String field, String detail) {
        return new Problem(400, "bad-request", field, detail, 0);
    }

    /** Not now; to be asked again. */
    public static Problem later(String reason, String detail) {
        return new Problem(503, reason, "", detail, 1);
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("type", "/problems/" + reason)
                .put("title", reason.replace('-', ' '))
                .put("status", status)
                .put("detail", detail)
                .put("reason", reason);
        return field.isEmpty() ? json : json.put("field", field);
    }

    /** To be thrown where an answer is worked out. */
    public Refused refused() {
        return new Refused(this);
    }

    /** A request ends with that problem; no bug, so without a stack trace. */
    public static final class Refused extends RuntimeException {
        private final transient Problem problem;

        private Refused(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
