package infocenter.target.transform;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream that blocks its one reader. Filled by the event loop, which is asked for a few pieces and for one more
 * with each that was taken, so that the sender waits for a slow reader.
 */
final class Incoming extends InputStream {
    private static final int PIECES_AHEAD = 8;

    /**
     * What came: a piece, the end, or a failure.
     *
     * @param bytes null at the end and for a failure
     * @param failure null at the end and for a piece
     */
    private record Event(byte @Nullable [] bytes, @Nullable String failure) {
        private static final Event END = new Event(null, null);
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile @Nullable HttpClientResponse response;
    private byte[] piece = new byte[0];
    private int at;
    private @Nullable Event last;

    /** On the event loop, in the turn in which the head came. */
    void from(HttpClientResponse answer) {
        Context loop = Vertx.currentContext();
        answer.pause();
        answer.handler((Buffer bytes) -> events.add(new Event(bytes.getBytes(), null)));
        answer.endHandler(end -> events.add(Event.END));
        answer.exceptionHandler(broken -> {
            // The end of the connection is told of before what is still queued; that may be all there is, with a good
            // end.
            answer.resume();
            loop.runOnContext(after -> fail(String.valueOf(broken.getMessage())));
        });
        response = answer;
        answer.fetch(PIECES_AHEAD);
    }

    /** Any thread; what came before is read first. */
    void fail(String why) {
        events.add(new Event(null, why));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (at == piece.length && length > 0) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
    }

    /** False at the end. */
    private boolean advance() throws IOException {
        Event event = last == null ? take() : last;
        byte[] bytes = event.bytes();
        if (bytes != null) {
            piece = bytes;
            at = 0;
            HttpClientResponse from = response;
            if (from != null) {
                from.fetch(1);
            }
            return true;
        }
        last = event;
        if (event.failure() != null) {
            throw new IOException(event.failure());
        }
        return false;
    }

    private Event take() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", told);
        }
    }
}
