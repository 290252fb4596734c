package infocenter.gateway.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of a call within a bound: what is longer is not kept. One for a door; event loops call it. */
final class Body {
    private final Vertx vertx;
    private final RestLimits limits;
    private final StrictJson json;

    Body(Vertx vertx, RestLimits limits) {
        this.vertx = vertx;
        this.limits = limits;
        this.json = new StrictJson(limits);
    }

    /** Hands the object on; must be called in the turn in which the request came, before its body does. */
    void object(Call call, int bytesMax, Consumer<Map<String, @Nullable Object>> then) {
        refuseOtherTypes(call.header("Content-Type"));
        HttpServerRequest request = call.request();
        String length = call.header("Content-Length");
        if (length != null && (length.length() > 18 || Long.parseLong(length) > bytesMax)) {
            throw new Refusal(tooLarge(bytesMax));
        }
        continueIfAsked(request);
        Buffer body = Buffer.buffer();
        long late = vertx.setTimer(limits.bodyWithin().toMillis(), timer -> {
            call.problem(Problem.of(408, "body-too-slow", "the body did not arrive in time"));
            discard(request);
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(late));
        request.handler(part -> {
            if (body.length() + part.length() > bytesMax) {
                vertx.cancelTimer(late);
                call.problem(tooLarge(bytesMax));
                discard(request);
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(late);
            if (!call.response().ended()) {
                parse(call, body, then);
            }
        });
    }

    /** Reads on without keeping anything, so that a client that still sends sees the answer; within bounds. */
    void discard(HttpServerRequest request) {
        long[] dropped = {0};
        long late = vertx.setTimer(
                limits.discardWithin().toMillis(), timer -> request.connection().close());
        request.handler(part -> {
            dropped[0] += part.length();
            if (dropped[0] > limits.discardBytesMax()) {
                request.connection().close();
            }
        });
        request.exceptionHandler(broken -> vertx.cancelTimer(late));
        request.endHandler(end -> vertx.cancelTimer(late));
        request.resume();
    }

    private static Problem tooLarge(int bytesMax) {
        return Problem.of(413, "body-too-large", "the body may have at most " + bytesMax + " bytes")
                .with("field", "body");
    }

    private void parse(Call call, Buffer body, Consumer<Map<String, @Nullable Object>> then) {
        if (body.length() <= limits.parseOnLoopBytesMax()) {
            call.attempt(() -> then.accept(json.object(body.getBytes())));
            return;
        }
        Future<Map<String, @Nullable Object>> parsed = vertx.executeBlocking(() -> json.object(body.getBytes()), false);
        call.when(parsed.toCompletionStage(), then);
    }

    /** Lets a client that asks first send its body; the listener does not do it, so that a redirect costs no upload. */
    private static void continueIfAsked(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private static void refuseOtherTypes(@Nullable String type) {
        if (type == null) {
            return;
        }
        String media = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw new Refusal(Problem.of(415, "unsupported-media-type", "the body must be application/json")
                    .with("field", "Content-Type"));
        }
    }
}
