package infocenter.target.transform;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Draws a transformer's output, on a pipe thread, a few pieces ahead of who takes them: so its taker can be told meanwhile to stop, which
 * a read of a pipe cannot.
 */
final class Drain implements Runnable {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int PIECES_AHEAD = 2;

    private final InputStream from;
    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
    private volatile boolean over;

    /**
     * What was drawn.
     *
     * @param bytes the buffer; empty at the end
     * @param failure why the output broke off
     */
    record Piece(byte[] bytes, @Nullable IOException failure) {
        boolean end() {
            return bytes.length == 0 && failure == null;
        }
    }

    Drain(InputStream from) {
        this.from = from;
    }

    @Override
    public void run() {
        try {
            Piece piece;
            do {
                piece = next();
                offer(piece);
            } while (!over && !piece.end() && piece.failure() == null);
        } catch (InterruptedException told) {
            // The target closes.
        }
    }

    private Piece next() {
        try {
            byte[] bytes = new byte[PIECE_BYTES];
            int got = from.read(bytes);
            return new Piece(java.util.Arrays.copyOf(bytes, Math.max(0, got)), null);
        } catch (IOException broken) {
            return new Piece(new byte[0], broken);
        }
    }

    private void offer(Piece piece) throws InterruptedException {
        while (!over && !pieces.offer(piece, 100, TimeUnit.MILLISECONDS)) {
            // Its taker is slow, so the transformer waits.
        }
    }

    /** The next piece, or null when none came within that time. */
    @Nullable
    Piece poll(long millis) throws InterruptedException {
        return pieces.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Nobody takes any more. */
    void end() {
        over = true;
    }
}
