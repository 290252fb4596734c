package infocenter.target.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes with their checksum and metadata, whole and unchanging while it is open: an object's, or those of a file that becomes one. */
public interface Content extends AutoCloseable {
    /** Of an object its own; of a file its name, size and checksum. */
    ObjectMetadata metadata();

    /** In bytes. */
    default long size() {
        return metadata().info().size();
    }

    /** Reads into what remains of the buffer; the number of bytes, or -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException;

    @Override
    void close();
}
