package infocenter.target.ais;

import infocenter.core.bucket.BucketName;
import infocenter.target.rest.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error as AIStore's clients read it. They choose their exception by the first {@code provider://name} in the text: followed by a
 * slash it is an object, else a bucket.
 *
 * @param code type of the error, empty for none
 */
record AisError(int status, String code, String message) {
    private static final Pattern BUCKET = Pattern.compile("bucket (\\S+) does not exist");

    /** The body that an answer to that request has. */
    JsonObject json(HttpServerRequest request, String node) {
        JsonObject json = new JsonObject();
        if (!code.isEmpty()) {
            json.put("tcode", code);
        }
        return json.put("message", message)
                .put("method", request.method().name())
                .put("url_path", request.path())
                .put("remote_addr", String.valueOf(request.remoteAddress()))
                .put("caller", "")
                .put("node", node)
                .put("status", status);
    }

    /** What a refusal about that bucket is called there. */
    static AisError of(Problem problem, BucketName bucket) {
        return switch (problem.reason()) {
            case "no-such-bucket" ->
                new AisError(404, "ErrBckNotFound", "bucket \"" + named(problem, bucket) + "\" does not exist");
            case "no-such-object" -> new AisError(404, "ErrNotFound", problem.detail());
            case "not-supported" -> new AisError(501, "ErrUnsupp", problem.detail());
            default -> new AisError(problem.status(), "", problem.detail());
        };
    }

    /** The bucket that the problem is about, which may be the other one of a copy. */
    private static String named(Problem problem, BucketName asked) {
        Matcher other = BUCKET.matcher(problem.detail());
        return other.matches() ? other.group(1) : asked.shown();
    }
}
