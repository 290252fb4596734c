package infocenter.gateway.rest;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Streams an answer piece by piece, no faster than its client takes it: what is to be sent is asked for only when there is room, so
 * a slow client costs no memory. A client that takes nothing for too long is cut off. Lives on the event loop of the call.
 */
final class Outflow {
    /** Pieces written before others get their turn on the event loop. */
    private static final int PIECES_A_TURN = 8;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Call call;
    private final Duration stalledAfter;
    private final Source source;
    private final Runnable onEnd;
    private long stalled = NO_TIMER;
    private boolean ended;

    /** What is sent. */
    interface Source {
        /** The next piece, or null when there is none now. */
        @Nullable
        Buffer next();

        /** True when nothing will ever follow. */
        boolean over();
    }

    /**
     * Begins to watch the connection.
     *
     * @param onEnd called once, when the client has gone, was cut off, or has everything
     */
    Outflow(Vertx vertx, Call call, Duration stalledAfter, Source source, Runnable onEnd) {
        this.vertx = vertx;
        this.call = call;
        this.stalledAfter = stalledAfter;
        this.source = source;
        this.onEnd = onEnd;
        call.response().closeHandler(closed -> ended());
        call.response().exceptionHandler(broken -> ended());
    }

    /** Sends what there is; called again whenever there may be more. On the call's event loop. */
    void flow() {
        HttpServerResponse response = call.response();
        for (int pieces = 0; pieces < PIECES_A_TURN; pieces++) {
            if (ended || full(response)) {
                return;
            }
            Buffer piece = source.next();
            if (piece != null) {
                response.write(piece);
            } else if (source.over()) {
                response.end();
                ended();
                return;
            } else {
                return;
            }
        }
        call.context().runOnContext(turn -> flow());
    }

    private boolean full(HttpServerResponse response) {
        if (!response.writeQueueFull()) {
            return false;
        }
        if (stalled == NO_TIMER) {
            stalled = vertx.setTimer(
                    stalledAfter.toMillis(),
                    timer -> call.request().connection().close());
            response.drainHandler(drained -> {
                vertx.cancelTimer(stalled);
                stalled = NO_TIMER;
                flow();
            });
        }
        return true;
    }

    private void ended() {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(stalled);
            onEnd.run();
        }
    }
}
