package infocenter.target.rest;

import infocenter.target.job.Peers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request whose length is not known before. Begins with its first byte, since a content may take long to come and a
 * connection on which nothing moves is closed. It ends well only after a whole content: else the connection must be cut, so that the
 * receiver keeps nothing. One thread.
 */
final class StreamedBody extends OutputStream {
    private final HttpURLConnection connection;
    private @Nullable OutputStream open;
    private boolean broken;

    StreamedBody(HttpURLConnection connection) {
        this.connection = connection;
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(DoorLimits.CHUNK_BYTES);
    }

    /**
     * Writes the whole content.
     *
     * @throws ContentFailed when the content fails
     * @throws IOException when the connection does
     */
    void write(Peers.Streaming content) throws IOException {
        try {
            content.writeTo(this);
        } catch (IOException failed) {
            throw broken ? failed : new ContentFailed(failed);
        }
        opened().close();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            opened().write(bytes, offset, length);
        } catch (IOException failed) {
            broken = true;
            throw failed;
        }
    }

    private OutputStream opened() throws IOException {
        OutputStream out = open;
        if (out == null) {
            out = connection.getOutputStream();
            open = out;
        }
        return out;
    }
}
