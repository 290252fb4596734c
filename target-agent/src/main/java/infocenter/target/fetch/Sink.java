package infocenter.target.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a content goes. Used by the thread that fetches. */
public interface Sink {
    /** Bytes that it has. */
    long size();

    /** Takes all that remains in the buffer. A failure here ends the fetch. */
    void write(ByteBuffer bytes) throws IOException;

    /** Forgets what it has: the content begins anew. */
    void restart() throws IOException;
}
