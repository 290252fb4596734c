package infocenter.gateway.forward;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;

/**
 * Carries the body of a member's answer to the client: as fast as the client reads, whole also when the member hangs up first, and
 * broken off when it breaks off. On the request's event loop.
 */
final class Passage {
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Context loop;
    private boolean hungUp;

    Passage(Vertx vertx, HttpClientResponse from, HttpServerResponse to) {
        this.from = from;
        this.to = to;
        this.loop = vertx.getOrCreateContext();
    }

    /** In the turn in which the head came, and with the client's head written. */
    void begin() {
        from.handler(this::piece);
        from.endHandler(end -> to.end());
        from.exceptionHandler(broken -> brokenOff());
        to.exceptionHandler(gone -> from.request().reset());
    }

    private void piece(Buffer bytes) {
        to.write(bytes);
        if (to.writeQueueFull() && !hungUp) {
            from.pause();
            to.drainHandler(room -> from.resume());
        }
    }

    /** The end of the connection is told of before what is still queued; that may be all there is, with a good end. */
    private void brokenOff() {
        hungUp = true;
        from.resume();
        loop.runOnContext(after -> {
            if (!to.ended()) {
                to.reset();
            }
        });
    }
}
