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
 * Streams one request's body to disk. The request, which must be paused, is asked for a few pieces at a time and for more when
 * those are on disk, so a sender that is faster than the disk waits. State belongs to the event loop, the writing to one piece of disk
 * work at a time.
 */
public final class Upload<W, R> {
    private final HttpServerRequest request;
    private final Disks disks;
    private final Into<W, R> into;
    private final long length;
    private final Promise<R> result = Promise.promise();
    private List<Buffer> waiting = new ArrayList<>();
    private long received;
    private boolean ended;
    private boolean busy;
    private boolean over;
    private @Nullable Throwable cut;
    private @Nullable W writing;

    /** Begins the content, on a disk thread. */
    interface Opening {
        Writing open() throws IOException;
    }

    /** Makes it the object, on a disk thread. */
    interface Committing {
        CommitOutcome commit(Writing whole) throws IOException;
    }

    /** Where the content goes; every step on a disk thread. */
    public interface Into<W, R> {
        /** Begins it. */
        W open() throws IOException;

        /** Takes the next bytes. */
        void write(W writing, ByteBuffer bytes) throws IOException;

        /** It is whole. */
        R commit(W whole) throws IOException;

        /** It will not be; also on an event loop when too much waits for the disks. */
        void abort(W writing);
    }

    private Upload(HttpServerRequest request, Disks disks, Into<W, R> into) {
        this.request = request;
        this.disks = disks;
        this.into = into;
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        this.length = header == null ? -1 : Long.parseLong(header);
    }

    /** An object; what came of the commit. Fails when the content did not arrive whole or could not be kept. */
    static Future<CommitOutcome> receive(
            HttpServerRequest request, Disks disks, Opening opening, Committing committing) {
        return receive(request, disks, new Into<Writing, CommitOutcome>() {
            @Override
            public Writing open() throws IOException {
                return opening.open();
            }

            @Override
            public void write(Writing writing, ByteBuffer bytes) throws IOException {
                writing.write(bytes);
            }

            @Override
            public CommitOutcome commit(Writing whole) throws IOException {
                return committing.commit(whole);
            }

            @Override
            public void abort(Writing writing) {
                writing.abort();
            }
        });
    }

    /** Anything; fails likewise. */
    static <W, R> Future<R> receive(HttpServerRequest request, Disks disks, Into<W, R> into) {
        Upload<W, R> upload = new Upload<>(request, disks, into);
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

    private @Nullable R write(List<Buffer> pieces, boolean last, @Nullable Throwable broken) throws IOException {
        if (broken != null) {
            throw Problem.of(400, "body-cut-off", "the body ended after " + received + " bytes")
                    .refused();
        }
        W open = writing;
        if (open == null) {
            open = into.open();
            writing = open;
        }
        for (Buffer piece : pieces) {
            into.write(open, ByteBuffer.wrap(piece.getBytes()));
        }
        return last ? into.commit(open) : null;
    }

    /** What still comes of the body is thrown away, so that the sender can read the answer. */
    private void fail(Throwable why) {
        over = true;
        waiting = List.of();
        if (cut == null && !ended) {
            request.resume();
        }
        W open = writing;
        if (open == null) {
            result.fail(why);
            return;
        }
        disks.call(() -> {
                    into.abort(open);
                    return "";
                })
                .onComplete(done -> {
                    if (done.failed()) {
                        // Too much waits for the disks; closing a file is short.
                        into.abort(open);
                    }
                    result.fail(why);
                });
    }
}
