package infocenter.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive HTTP/1.1 connection and the request that is under way on it, if any. Touched by one thread. */
final class Exchange implements AutoCloseable {
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int ANSWER_BYTES_MAX = 64 * 1024 * 1024;
    private static final byte[] CHUNKS_END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int UNKNOWN = -1;
    private static final int CHUNKED = -2;

    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer in = ByteBuffer.allocate(FIRST_BYTES);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int bodyFrom = UNKNOWN;
    private int bodyBytes = UNKNOWN;
    private long beganNanos;

    Exchange(URI gateway, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void begin(byte[] request) throws IOException {
        in.clear();
        bodyFrom = UNKNOWN;
        bodyBytes = UNKNOWN;
        out = ByteBuffer.wrap(request);
        beganNanos = System.nanoTime();
        write();
    }

    long beganNanos() {
        return beganNanos;
    }

    /** Sends what the connection takes. */
    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Takes what has come; true when the answer is whole. */
    boolean read() throws IOException {
        if (!in.hasRemaining()) {
            if (in.capacity() >= ANSWER_BYTES_MAX) {
                throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
            }
            in = ByteBuffer.allocate(4 * in.capacity()).put(in.flip());
        }
        if (channel.read(in) < 0) {
            throw new EOFException("the gateway closed the connection after " + in.position() + " bytes of an answer");
        }
        if (bodyFrom == UNKNOWN) {
            head();
        }
        if (bodyFrom == UNKNOWN) {
            return false;
        }
        return bodyBytes == CHUNKED ? endsWith(CHUNKS_END) : in.position() >= bodyFrom + bodyBytes;
    }

    /** Status code of the whole answer. */
    int status() {
        return (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + (in.get(11) - '0');
    }

    /** Body of the whole answer, as it came. */
    String body() {
        return new String(in.array(), bodyFrom, in.position() - bodyFrom, StandardCharsets.UTF_8);
    }

    private void head() {
        int end = headEnd();
        if (end == UNKNOWN) {
            return;
        }
        bodyFrom = end + 4;
        bodyBytes = 0;
        String head = new String(in.array(), 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            int stop = head.indexOf('\r', at + 2);
            bodyBytes = Integer.parseInt(
                    head.substring(at + 17, stop < 0 ? head.length() : stop).strip());
        } else if (head.contains("\r\ntransfer-encoding: chunked")) {
            bodyBytes = CHUNKED;
        }
    }

    private int headEnd() {
        byte[] bytes = in.array();
        for (int i = 3; i < in.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i - 3;
            }
        }
        return UNKNOWN;
    }

    private boolean endsWith(byte[] suffix) {
        int from = in.position() - suffix.length;
        for (int i = 0; i < suffix.length; i++) {
            if (from < 0 || in.get(from + i) != suffix[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
