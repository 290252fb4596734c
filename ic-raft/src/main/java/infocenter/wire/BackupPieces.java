package infocenter.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import infocenter.client.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A backup piece by piece, made as fast as it is taken: an immutable value is walked, nothing is copied or stopped. The layout is in
 * {@code snapshot.proto}. Owned by one thread at a time.
 */
public final class BackupPieces {
    /** Rows are added to a piece until it has so many bytes. */
    static final int PIECE_BYTES = 32 * 1024;

    private final Backup backup;
    private final SnapshotPieces rows;
    private final MessageDigest digest = sha256();
    private State state = State.HEAD;

    private enum State {
        HEAD,
        ROWS,
        CHECKSUM,
        OVER
    }

    /**
     * Begins.
     *
     * @throws IllegalArgumentException when the cluster was not initialised in that moment
     */
    public BackupPieces(Moment moment) {
        this.backup = Backup.of(moment);
        this.rows = new SnapshotPieces(moment.information());
    }

    /** The next piece, never empty; null when there is none left. */
    public byte @Nullable [] next() {
        return switch (state) {
            case HEAD -> summed(piece(true));
            case ROWS -> summed(piece(false));
            case CHECKSUM -> {
                state = State.OVER;
                yield digest.digest();
            }
            case OVER -> null;
        };
    }

    private byte[] summed(byte[] piece) {
        digest.update(piece);
        return piece;
    }

    private byte[] piece(boolean first) {
        ByteString.Output bytes = ByteString.newOutput(PIECE_BYTES);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            if (first) {
                BackupFile.begin(backup, out);
                rows.begin(out);
            }
            boolean more = true;
            while (more && out.getTotalBytesWritten() < PIECE_BYTES) {
                more = rows.row(out);
            }
            out.flush();
            state = more ? State.ROWS : State.CHECKSUM;
            return bytes.toByteString().toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
