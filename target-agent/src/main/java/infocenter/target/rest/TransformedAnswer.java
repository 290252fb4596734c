package infocenter.target.rest;

import infocenter.target.job.Stopped;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An answer whose length is not known before. The first pieces are held back, so that a transformer that fails early is answered with an
 * error instead of a broken connection; later ones are on their way to the client before the next is asked for. Filled by one thread,
 * which waits; the response itself is touched on its event loop only.
 */
final class TransformedAnswer {
    /** Held back before the head is written. */
    private static final int HELD_BYTES_MAX = 64 * 1024;

    /** The connection of a client that takes nothing for so long is closed before. */
    private static final int WRITE_SECONDS_MAX = DoorLimits.IDLE_SECONDS_MAX * 2;

    private final HttpServerResponse response;
    private final Context loop;
    private final Buffer held = Buffer.buffer();
    private boolean begun;
    private volatile boolean gone;

    /** On the event loop. */
    TransformedAnswer(HttpServerRequest request, Context loop) {
        this.response = request.response();
        this.loop = loop;
        response.closeHandler(closed -> gone = true);
        response.exceptionHandler(broken -> gone = true);
    }

    /** Throws when nobody wants it any more. */
    void check() {
        if (gone) {
            throw new Stopped();
        }
    }

    void take(ByteBuffer piece) throws IOException {
        if (begun) {
            await(() ->
                    response.write(Buffer.buffer().appendBytes(piece.array(), piece.position(), piece.remaining())));
            return;
        }
        held.appendBytes(piece.array(), piece.position(), piece.remaining());
        if (held.length() > HELD_BYTES_MAX) {
            begun = true;
            await(() -> {
                head();
                return response.setChunked(true).write(held);
            });
        }
    }

    /** It was all, and all went well. */
    void end() throws IOException {
        await(() -> {
            if (begun) {
                return response.end();
            }
            head();
            return response.end(held);
        });
    }

    private void head() {
        response.setStatusCode(200).putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }

    private void await(Supplier<Future<Void>> write) throws IOException {
        CompletableFuture<Void> written = new CompletableFuture<>();
        loop.runOnContext(turn -> {
            if (gone || response.closed()) {
                written.completeExceptionally(new Stopped());
                return;
            }
            write.get().onComplete(done -> {
                if (done.succeeded()) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(new Stopped());
                }
            });
        });
        try {
            written.get(WRITE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException left) {
            throw new Stopped();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", told);
        }
    }
}
