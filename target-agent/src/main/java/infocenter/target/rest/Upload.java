package infocenter.target.rest;

import infocenter.target.store.CommitOutcome;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams one request's body into the store. The request, which must be paused, is asked for a few pieces at a time and for more when
 * those are on disk, so a sender that is faster than the disk waits. State belongs to the event loop, the writing to one piece of disk
 * work at a time.
 */
final class Upload {
    private final HttpServerRequest request;
    private final Disks disks;
    private final Opening opening;
    private final Committing committing;
    private final long length;
    private final Promise<CommitOutcome> result = Promise.promise();
    private List<Buffer> waiting = new ArrayList<>();
    private long received;
    private boolean ended;
    private boolean busy;
    private boolean over;
    private @Nullable Throwable cut;
    private @Nullable Writing writing;

    /** Begins the content, on a disk thread. */
    interface Opening {
        Writing open() throws IOException;
    }

    /** Makes it the object, on a disk thread. */
    interface Committing {
        CommitOutcome commit(Writing whole) throws IOException;
    }

    private Upload(HttpServerRequest request, Disks disks, Opening opening, Committing committing) {
        this.request = request;
        this.disks = disks;
        this.opening = opening;
        this.committing = committing;
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.length = header == null ? -1 : Long.parseLong(header);
    }

    /** What came of the commit; fails when the content did not arrive whole or could not be kept. */
    static Future<CommitOutcome> receive(
            HttpServerRequest request, Disks disks, Opening opening, Committing committing) {
        Upload upload = new Upload(request, disks, opening, committing);
        upload.begin();
        return upload.result.future();
    }

    private void begin() {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.handler(this::piece);
        request.endHandler(end -> {
            ended = true;
            pump();
        });
        request.exceptionHandler(broken -> {
            cut = broken;
            pump();
        });
        request.fetch(DoorLimits.CHUNKS_WAITING_MAX);
        if (length == 0) {
            pump();
        }
    }

    private void piece(Buffer piece) {
        if (!over) {
            received += piece.length();
            waiting.add(piece);
            pump();
        }
    }

    private boolean whole() {
        return ended || received == length;
    }

    private void pump() {
        if (busy || over || waiting.isEmpty() && !whole() && cut == null) {
            return;
        }
        busy = true;
        List<Buffer> pieces = waiting;
        waiting = new ArrayList<>();
        boolean last = whole();
        Throwable broken = cut;
        disks.call(() -> write(pieces, last, broken)).onComplete(done -> {
            busy = false;
            if (done.failed()) {
                fail(done.cause());
            } else if (last) {
                over = true;
                result.complete(done.result());
            } else {
                request.fetch(pieces.size());
                pump();
            }
        });
    }

    private @Nullable CommitOutcome write(List<Buffer> pieces, boolean last, @Nullable Throwable broken)
            throws IOException {
        if (broken != null) {
            throw Problem.of(400, "body-cut-off", "the body ended after " + received + " bytes")
                    .refused();
        }
        Writing open = writing;
        if (open == null) {
            open = opening.open();
            writing = open;
        }
        for (Buffer piece : pieces) {
            open.write(ByteBuffer.wrap(piece.getBytes()));
        }
        return last ? committing.commit(open) : null;
    }

    /** What still comes of the body is thrown away, so that the sender can read the answer. */
    private void fail(Throwable why) {
        over = true;
        waiting = List.of();
        if (cut == null && !ended) {
            request.resume();
        }
        Writing open = writing;
        if (open == null) {
            result.fail(why);
            return;
        }
        disks.call(() -> {
                    open.abort();
                    return "";
                })
                .onComplete(done -> {
                    if (done.failed()) {
                        // Too much waits for the disks; closing a file is short.
                        open.abort();
                    }
                    result.fail(why);
                });
    }
}
