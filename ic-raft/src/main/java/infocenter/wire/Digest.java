package infocenter.wire;

import infocenter.core.table.Information;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A value's fingerprint: members that applied the same log have the same, and golden logs keep it. */
public final class Digest {
    private Digest() {}

    /** SHA-256 of the snapshot encoding, in lower-case hex. Reads every row: for tests, alerts and checks on request. */
    public static String of(Information information) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha)) {
                SnapshotCodec.write(information, sink);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
