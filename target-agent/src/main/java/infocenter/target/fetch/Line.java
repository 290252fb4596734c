package infocenter.target.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An open connection, read through one buffer. One thread at a time; anybody may close it. */
final class Line implements Closeable {
    static final int BUFFER_BYTES = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final Duration silence;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long waitedNanos;
    private long arrived;
    private boolean used;

    Line(Socket socket, Duration silence) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.silence = silence;
    }

    void send(String request) throws FetchFailure {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw FetchFailure.passing("the connection broke: " + broken.getMessage());
        }
    }

    /** Whether an answer was read from it before. */
    boolean used() {
        return used;
    }

    /** An answer was read to its end; true when nothing came behind it. */
    boolean clean() {
        used = true;
        try {
            return at == end && in.available() == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    /** One byte, or -1 at the end of the connection. */
    int read(long untilNanos) throws FetchFailure {
        return at < end || fill(untilNanos) ? buffer[at++] & 0xFF : -1;
    }

    /** At least one byte of what is in the buffer or comes next, at most so many; -1 at the end of the connection. */
    int read(byte[] into, int most, long untilNanos) throws FetchFailure {
        if (at == end && !fill(untilNanos)) {
            return -1;
        }
        int length = Math.min(most, end - at);
        System.arraycopy(buffer, at, into, 0, length);
        at += length;
        return length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean fill(long untilNanos) throws FetchFailure {
        long begin = System.nanoTime();
        long left = Math.min(untilNanos - begin, silence.toNanos());
        try {
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            int got = in.read(buffer, 0, buffer.length);
            at = 0;
            end = Math.max(0, got);
            requirePace(System.nanoTime() - begin);
            return got > 0;
        } catch (SocketTimeoutException late) {
            throw FetchFailure.passing(
                    left < silence.toNanos()
                            ? "the time for an answer is over"
                            : "nothing came for " + silence.toMillis() + " ms");
        } catch (FetchFailure slow) {
            throw slow;
        } catch (IOException broken) {
            throw FetchFailure.passing("the connection broke: " + broken.getMessage());
        }
    }

    /** Whoever sends a byte now and then holds a connection for ever; only the time spent waiting for bytes counts. */
    private void requirePace(long waited) throws FetchFailure {
        waitedNanos += waited;
        arrived += end;
        if (waitedNanos < silence.toNanos()) {
            return;
        }
        if (arrived * 1e9 < (double) Rules.SLOWEST_BYTES_PER_SECOND * waitedNanos) {
            throw FetchFailure.passing("slower than " + Rules.SLOWEST_BYTES_PER_SECOND + " bytes a second");
        }
        waitedNanos = 0;
        arrived = 0;
    }
}
