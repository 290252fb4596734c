package infocenter.gateway.rest;

import infocenter.gateway.door.JsonText;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Lives on the event loop of its connection; {@link #when} brings what use cases complete elsewhere back
 * to it. An answer is given once; to a client that has gone, none.
 */
final class Call {
    static final String TERM = "X-IC-Term";
    static final String INDEX = "X-IC-Index";

    private static final CharSequence TERM_HEADER = HttpHeaders.createOptimized(TERM);
    private static final CharSequence INDEX_HEADER = HttpHeaders.createOptimized(INDEX);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Context context;
    private final HttpServerRequest request;
    private final Map<String, String> names;
    private final Query query;

    Call(Context context, HttpServerRequest request, Map<String, String> names, Query query) {
        this.context = context;
        this.request = request;
        this.names = names;
        this.query = query;
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return request.response();
    }

    Context context() {
        return context;
    }

    Query query() {
        return query;
    }

    /** What stands in the path for that name of the template. */
    String name(String name) {
        String value = names.get(name);
        if (value == null) {
            throw new IllegalStateException("the template has no " + name);
        }
        return value;
    }

    @Nullable
    String header(String name) {
        return request.getHeader(name);
    }

    /** Where the client is, for rows and for picking a member. */
    String remote() {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** Continues on this request's event loop; a failure, and anything thrown by {@code then}, becomes its answer. */
    <T> void when(CompletionStage<T> stage, Consumer<T> then) {
        stage.whenComplete((value, failure) -> context.runOnContext(hop -> {
            if (response().closed()) {
                return;
            }
            if (failure != null) {
                fail(failure);
            } else {
                attempt(() -> then.accept(value));
            }
        }));
    }

    /** Runs a piece of a handler; anything thrown becomes the answer. */
    void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    /** Answers with JSON. */
    void json(int status, JsonText.Writer writer) {
        json(status, JsonText.of(writer));
    }

    /** Answers with the text of a JSON value. */
    void json(int status, Buffer text) {
        response().setStatusCode(status);
        end(JSON, text);
    }

    /** Answers with JSON read or committed at that place. */
    void json(int status, long term, long index, JsonText.Writer writer) {
        stamp(term, index);
        json(status, writer);
    }

    /** Says where the answer was read or committed. */
    void stamp(long term, long index) {
        response().putHeader(TERM_HEADER, Long.toString(term)).putHeader(INDEX_HEADER, Long.toString(index));
    }

    /** Answers with the problem that stands for what was thrown. */
    void fail(Throwable thrown) {
        problem(ErrorReplies.of(thrown));
    }

    /** Answers with a problem. */
    void problem(Problem problem) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer cannot become an error: only a broken connection tells the client.
            request.connection().close();
            return;
        }
        if (problem.status() == 503 || problem.status() == 429) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.setStatusCode(problem.status());
        end(PROBLEM, JsonText.of(problem::write));
    }

    private void end(CharSequence type, Buffer body) {
        MultiMap headers = response().headers();
        headers.set(HttpHeaders.CONTENT_TYPE, type);
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        response().end(body);
    }
}
