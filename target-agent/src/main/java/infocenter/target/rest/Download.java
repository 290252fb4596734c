package infocenter.target.rest;

import infocenter.target.store.Reading;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Streams one content to a client: a piece is read on a disk thread when the former ones are on their way, so a slow client keeps the
 * disk waiting and nothing in memory. State belongs to the event loop.
 */
final class Download {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Disks disks;
    private final Reading reading;
    private final ByteRange range;
    private final Wording wording;
    private long sent;
    private boolean over;

    /**
     * A content that is open, and its first piece, so that a small one needs one turn of a disk thread only.
     *
     * @param range null when what was asked begins beyond the end
     */
    record Opened(Reading reading, @Nullable ByteRange range, byte[] first) {
        /** On a disk thread. */
        static Opened of(HttpServerRequest request, Reading reading) throws IOException {
            try {
                ByteRange range = ByteRange.of(request.getHeader("Range"), reading.size());
                if (range == null || request.method() == HttpMethod.HEAD) {
                    return new Opened(reading, range, new byte[0]);
                }
                return new Opened(reading, range, piece(reading, range, 0));
            } catch (IOException | RuntimeException failed) {
                reading.close();
                throw failed;
            }
        }
    }

    private Download(HttpServerRequest request, Disks disks, Reading reading, ByteRange range, Wording wording) {
        this.request = request;
        this.response = request.response();
        this.disks = disks;
        this.reading = reading;
        this.range = range;
        this.wording = wording;
    }

    /** Answers the request; closes the reading. */
    static void send(HttpServerRequest request, Disks disks, Opened opened, Wording wording) {
        ByteRange range = opened.range();
        Reading reading = opened.reading();
        if (range == null) {
            reading.close();
            request.response().putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + reading.size());
            ErrorReplies.reply(
                    request,
                    new Problem(416, "range-beyond-end", "Range", "the object has " + reading.size() + " bytes", 0),
                    wording);
            return;
        }
        new Download(request, disks, reading, range, wording).begin(opened.first());
    }

    private void begin(byte[] first) {
        if (response.closed()) {
            close();
            return;
        }
        response.setStatusCode(range.partial() ? 206 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        if (range.partial()) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, range.contentRange(reading.size()));
        }
        wording.describe(reading.metadata());
        if (request.method() == HttpMethod.HEAD || first.length == range.length()) {
            close();
            response.end(Buffer.buffer(first));
            return;
        }
        response.setWriteQueueMaxSize(DoorLimits.WRITE_QUEUE_BYTES_MAX);
        response.closeHandler(gone -> close());
        response.exceptionHandler(broken -> close());
        write(first);
    }

    private void write(byte[] piece) {
        sent += piece.length;
        if (sent == range.length()) {
            close();
            response.end(Buffer.buffer(piece));
            return;
        }
        response.write(Buffer.buffer(piece));
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                read();
            });
        } else {
            read();
        }
    }

    private void read() {
        if (over) {
            return;
        }
        disks.call(() -> piece(reading, range, sent)).onComplete(done -> {
            if (over) {
                return;
            }
            if (done.succeeded()) {
                write(done.result());
            } else {
                close();
                ErrorReplies.reply(request, done.cause(), wording);
            }
        });
    }

    private void close() {
        if (!over) {
            over = true;
            reading.close();
        }
    }

    private static byte[] piece(Reading reading, ByteRange range, long sent) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(DoorLimits.CHUNK_BYTES, range.length() - sent));
        while (piece.hasRemaining()) {
            if (reading.read(piece, range.first() + sent + piece.position()) < 0) {
                throw new EOFException(reading.metadata().info().name() + " became shorter while it was read");
            }
        }
        return piece.array();
    }
}
