package infocenter.gateway.ais;

import com.fasterxml.jackson.core.JsonGenerator;
import infocenter.core.xaction.Caller;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.forward.ForwardToMember;
import infocenter.gateway.start.StartOnce;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request of AIStore's dialect and its answer. Lives on the event loop of its connection; {@link #when} brings what use cases
 * complete elsewhere back to it. An answer is given once; to a client that has gone, none.
 */
public final class AisCall {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");
    private static final CharSequence ERROR = HttpHeaders.createOptimized("application/json");
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");
    private static final Set<String> TRUE = Set.of("1", "t", "true", "y", "yes", "on");
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Context context;
    private final GatewayUseCases useCases;
    private final HttpServerRequest request;
    private final Map<String, String> names;
    private final StartOnce starts;
    private Buffer body = Buffer.buffer();
    private @Nullable AisFields fields;

    AisCall(
            Context context,
            GatewayUseCases useCases,
            StartOnce starts,
            HttpServerRequest request,
            Map<String, String> names) {
        this.context = context;
        this.useCases = useCases;
        this.request = request;
        this.names = names;
        this.starts = starts;
    }

    /** The bare request. */
    public HttpServerRequest request() {
        return request;
    }

    /** The bare answer, for headers. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** Where this call lives. */
    public Context context() {
        return context;
    }

    /** What stands in the path for that name of the template, decoded; a rest of the path comes as it is. */
    public String name(String name) {
        String value = names.get(name);
        if (value == null) {
            throw new IllegalStateException("the template has no " + name);
        }
        return value;
    }

    /** A parameter of the query, empty when there is none. */
    public String query(String name) {
        try {
            String value = request.query() == null ? null : request.getParam(name);
            return value == null ? "" : value;
        } catch (IllegalArgumentException badEscape) {
            throw AisRefusal.bad("the query cannot be decoded");
        }
    }

    /** A truth of the query. */
    public boolean flag(String name) {
        return TRUE.contains(query(name).toLowerCase(Locale.ROOT));
    }

    /** The body's object; no body has no fields. Only after the body was read. */
    public AisFields fields() {
        AisFields known = fields;
        if (known == null) {
            known = AisJson.object(body.getBytes());
            fields = known;
        }
        return known;
    }

    /** The body as an action. Only after it was read. */
    public ActionMessage message() {
        return ActionMessage.of(fields());
    }

    /** The body, once it was read; empty before. */
    public Buffer body() {
        return body;
    }

    void body(Buffer read, @Nullable AisFields parsed) {
        body = read;
        fields = parsed;
    }

    /** Where the client is. */
    public String remote() {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** Who asks, for a row; {@code why} says which call it was. */
    public Caller caller(String why) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        String reason = agent == null || agent.isEmpty() ? why : why + " by " + agent;
        return new Caller(
                "",
                useCases.settings().id() + " " + remote(),
                reason.substring(0, Math.min(reason.length(), Caller.WHY_CHARS_MAX)));
    }

    /** Starts of this gateway, for {@link AisStart}. */
    StartOnce starts() {
        return starts;
    }

    /**
     * Goes on here where the table is, else has a member answer. Only after the body was read, which goes along.
     *
     * @param affinity same text, same member
     */
    public void atMember(String affinity, Runnable here) {
        atMember(affinity, ForwardToMember.ANSWER_WITHIN, here);
    }

    /** The same, for what may take that long. */
    public void atMember(String affinity, Duration within, Runnable here) {
        ForwardToMember forward = useCases.forward();
        if (!forward.wanted(request)) {
            here.run();
        } else {
            forward.forward(
                    request,
                    body,
                    affinity,
                    within,
                    (response, status, reason, detail) -> refuse(new AisError(status, "", detail)));
        }
    }

    /** Continues on this request's event loop; a failure, and anything thrown by {@code then}, becomes its answer. */
    public <T> void when(CompletionStage<T> stage, Consumer<T> then) {
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
    public void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException thrown) {
            fail(thrown);
        }
    }

    /** Answers 200 with nothing. */
    public void empty() {
        end(200, null, Buffer.buffer());
    }

    /** Answers with bare text: ids, versions. */
    public Future<Void> text(int status, String text) {
        return end(status, TEXT, Buffer.buffer(text));
    }

    /** Answers with JSON and the line feed behind it. */
    public void json(JsonText.Writer writer) {
        json(JsonText.of(writer).appendByte((byte) '\n'));
    }

    /** Answers with the text of a JSON value. */
    public void json(Buffer text) {
        end(200, JSON, text);
    }

    /** Answers with JSON that calls itself text, as some of AIStore's answers do. */
    public void jsonAsText(JsonText.Writer writer) {
        end(200, TEXT, JsonText.of(writer));
    }

    /**
     * Answers with bytes of that type.
     *
     * @return completes when all of it was handed to the client's connection; fails when it could not be
     */
    public Future<Void> end(int status, @Nullable CharSequence type, Buffer bytes) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return Future.failedFuture("the client has gone, or has its answer");
        }
        MultiMap headers = response.headers();
        if (type != null) {
            headers.set(HttpHeaders.CONTENT_TYPE, type);
        }
        response.setStatusCode(status);
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.end();
        }
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
        return response.end(bytes);
    }

    /** Answers with the error that stands for what was thrown. */
    public Future<Void> fail(Throwable thrown) {
        return refuse(AisErrors.of(thrown));
    }

    /** Answers with an error: in the body, for HEAD in a header. */
    public Future<Void> refuse(AisError error) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return Future.failedFuture("the client has gone, or has its answer");
        }
        if (response.headWritten()) {
            // Half an answer cannot become an error: only a broken connection tells the client.
            request.connection().close();
            return Future.failedFuture("half an answer was given");
        }
        if (error.status() == 503 || error.status() == 429) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.putHeader("X-Content-Type-Options", "nosniff");
        Buffer text = JsonText.of(json -> write(json, error));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Hdr-Error", ascii(text));
        }
        return end(error.status(), ERROR, text);
    }

    private void write(JsonGenerator json, AisError error) throws IOException {
        json.writeStartObject();
        if (!error.code().isEmpty()) {
            json.writeStringField("tcode", error.code());
        }
        json.writeStringField("message", error.message());
        json.writeStringField("method", request.method().name());
        json.writeStringField("url_path", String.valueOf(request.path()));
        json.writeStringField("remote_addr", String.valueOf(request.remoteAddress()));
        String hop = request.getHeader(ForwardToMember.HOP_HEADER);
        json.writeStringField("caller", hop == null ? "" : hop);
        json.writeStringField("node", "p[" + useCases.settings().id() + "]");
        json.writeNumberField("status", error.status());
        json.writeEndObject();
    }

    /** A header has no room for other letters; JSON can say them by escapes. */
    private static String ascii(Buffer text) {
        String all = text.toString(StandardCharsets.UTF_8);
        StringBuilder plain = new StringBuilder(all.length());
        for (int at = 0; at < all.length(); at++) {
            char letter = all.charAt(at);
            if (letter < 0x7f) {
                plain.append(letter);
            } else {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            }
        }
        return plain.toString();
    }
}
