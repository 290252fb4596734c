package infocenter.target.transform;

import infocenter.target.store.ObjectInfo;
import infocenter.target.store.Reading;
import infocenter.target.store.Xxh64;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Pours a content into a transformer, on a pipe thread. A transformer that stops reading may be content with what it has: only what went
 * wrong with the content itself counts.
 */
final class Feeder implements Runnable {
    private static final int PIECE_BYTES = 64 * 1024;

    private final Reading content;
    private final OutputStream into;
    private final Xxh64 hash = new Xxh64();
    private volatile @Nullable IOException damage;

    Feeder(Reading content, OutputStream into) {
        this.content = content;
        this.into = into;
    }

    @Override
    public void run() {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.max(1, Math.min(PIECE_BYTES, content.size())));
        try (into) {
            long position = 0;
            while (position < content.size()) {
                int got = read(piece.clear(), position);
                if (got < 0) {
                    return;
                }
                hash.update(piece.flip());
                position += got;
                requireChecksum(position);
                into.write(piece.array(), 0, got);
            }
        } catch (IOException | RuntimeException full) {
            // It has ended, or is being ended; its output says how.
        }
    }

    /** Before the last piece goes in, so that nothing good comes of a damaged content. */
    private void requireChecksum(long position) throws IOException {
        ObjectInfo info = content.metadata().info();
        if (position == content.size() && hash.digest() != info.xxh64()) {
            damage = new IOException(info.name() + " does not have its checksum");
            throw damage;
        }
    }

    /** The number of bytes, or -1 when the content is damaged. */
    private int read(ByteBuffer piece, long position) {
        try {
            int got = content.read(piece, position);
            if (got < 0) {
                damage = new IOException(content.metadata().info().name() + " became shorter while it was read");
            }
            return got;
        } catch (IOException failed) {
            damage = failed;
            return -1;
        }
    }

    /** Throws what went wrong with the content. */
    void requireSound() throws IOException {
        IOException found = damage;
        if (found != null) {
            throw found;
        }
    }
}
