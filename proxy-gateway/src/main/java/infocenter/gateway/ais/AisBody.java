package infocenter.gateway.ais;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads the body of a call within a bound, whatever the method and the content type: what is longer is not kept. Event loops call it. */
final class AisBody {
    /** Time for a body to arrive; then 408. */
    private static final Duration WITHIN = Duration.ofSeconds(30);
    /** Larger ones are parsed off the event loop. */
    private static final int PARSE_ON_LOOP_BYTES_MAX = 128 * 1024;
    /** Bytes of a refused body that are read and dropped, so that the client sees the answer; then the connection is closed. */
    private static final long DROPPED_BYTES_MAX = 16L * 1024 * 1024;

    private final Vertx vertx;
    private final int bytesMax;

    AisBody(Vertx vertx, int bytesMax) {
        this.vertx = vertx;
        this.bytesMax = bytesMax;
    }

    /** Goes on once the body is there and parsed; must be called in the turn in which the request came. */
    void read(AisCall call, Runnable then) {
        HttpServerRequest request = call.request();
        String length = request.getHeader("content-length");
        boolean none = (length == null && request.getHeader("transfer-encoding") == null) || "0".equals(length);
        if (none) {
            call.attempt(then);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        long late = vertx.setTimer(WITHIN.toMillis(), timer -> {
            call.refuse(new AisError(408, "", "the body did not arrive in time"));
            request.connection().close();
        });
        long[] dropped = {0};
        request.exceptionHandler(broken -> vertx.cancelTimer(late));
        request.handler(part -> {
            if (dropped[0] == 0 && body.length() + part.length() <= bytesMax) {
                body.appendBuffer(part);
                return;
            }
            if (dropped[0] == 0) {
                call.refuse(new AisError(413, "", "the body may have at most " + bytesMax + " bytes"));
            }
            dropped[0] += part.length();
            if (dropped[0] > DROPPED_BYTES_MAX) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {
            vertx.cancelTimer(late);
            if (dropped[0] == 0) {
                parse(call, body, then);
            }
        });
    }

    private void parse(AisCall call, Buffer body, Runnable then) {
        if (body.length() <= PARSE_ON_LOOP_BYTES_MAX) {
            call.body(body, null);
            call.attempt(then);
            return;
        }
        call.when(
                vertx.executeBlocking(() -> AisJson.object(body.getBytes()), false)
                        .toCompletionStage(),
                fields -> {
                    call.body(body, fields);
                    then.run();
                });
    }
}
