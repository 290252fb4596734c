package infocenter.target.transform;

import infocenter.target.job.TransformFailed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP service: the object is the body of a POST, the body of the 200 is what becomes of it. Both stream at the same time, so a service
 * may answer while it still reads. Redirects are not followed. The streams block pipe threads, never the event loop.
 */
final class HttpConduit implements Conduit {
    private static final int CONNECT_MILLIS_MAX = 5_000;

    /** A complaint that is longer is not waited for. */
    private static final int COMPLAINT_BYTES_MAX = 1_024;

    private final HttpClientRequest request;
    private final Incoming incoming = new Incoming();
    private volatile boolean closed;

    private HttpConduit(HttpClientRequest request) {
        this.request = request;
    }

    /** Connects and sends the head. */
    static HttpConduit open(HttpClient client, String url, long size) throws TransformFailed {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECT_MILLIS_MAX);
        HttpClientRequest request;
        try {
            request = client.request(options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CONNECT_MILLIS_MAX * 2L, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw TransformFailed.because(url + " cannot be reached: " + cause.getMessage());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw TransformFailed.because(url + ": interrupted while connecting");
        }
        HttpConduit conduit = new HttpConduit(request);
        request.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(size));
        // Told by the answer and by the writes; without a handler Vert.x would log each hang-up as an error.
        request.exceptionHandler(broken -> {});
        request.response().onComplete(done -> {
            if (done.succeeded()) {
                conduit.answered(url, done.result());
            } else {
                conduit.incoming.fail(url + ": " + done.cause().getMessage());
            }
        });
        return conduit;
    }

    /** On the event loop of the connection. */
    private void answered(String url, HttpClientResponse response) {
        if (response.statusCode() == 200) {
            incoming.from(response);
            return;
        }
        String what = url + " answered " + response.statusCode();
        if (length(response) > COMPLAINT_BYTES_MAX) {
            incoming.fail(what);
            request.reset();
            return;
        }
        response.body().onComplete(body -> {
            String said = body.succeeded() ? body.result().toString().strip().replaceAll("\\p{Cntrl}", " ") : "";
            incoming.fail(said.isEmpty() ? what : what + ": " + said);
        });
    }

    private static long length(HttpClientResponse response) {
        String text = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return text == null ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NumberFormatException unclear) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public OutputStream input() {
        return new Outgoing();
    }

    @Override
    public InputStream output() {
        return incoming;
    }

    /** The end of a 200 is a good end. */
    @Override
    public void settle(Duration within) {}

    @Override
    public void close() {
        closed = true;
        // No reset: when the answer came before the whole request was sent, that would leave the connection open for
        // the next request.
        request.connection().close();
        incoming.fail("given up");
    }

    /** A piece is on its way before the next one is read from the disk. */
    private final class Outgoing extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            await(request.write(Buffer.buffer().appendBytes(bytes, offset, length)));
        }

        @Override
        public void close() throws IOException {
            await(request.end());
        }

        private void await(Future<Void> sent) throws IOException {
            var stage = sent.toCompletionStage().toCompletableFuture();
            while (!closed) {
                try {
                    stage.get(1, TimeUnit.SECONDS);
                    return;
                } catch (TimeoutException slow) {
                    // The service does not read now.
                } catch (ExecutionException broken) {
                    throw new IOException("service stopped reading", broken);
                } catch (InterruptedException told) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", told);
                }
            }
            throw new IOException("given up");
        }
    }
}
