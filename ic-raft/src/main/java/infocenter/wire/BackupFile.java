package infocenter.wire;

import com.google.protobuf.CodedOutputStream;
import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import infocenter.wire.proto.SnapshotProto.BackupHead;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** A backup as a file: read as a whole, and believed only if its checksum says that it is what was written. */
public final class BackupFile {
    /** Behind the magic; a file of another one is refused. */
    public static final int VERSION = 1;

    private static final byte[] MAGIC = "XICBACKUP\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_BYTES = 32;
    private static final int HEAD_BYTES_MAX = 64 * 1024;

    private BackupFile() {}

    /**
     * What a file holds.
     *
     * @param backup what it says about itself
     * @param information the value
     * @param checksum SHA-256 of all before it, in hexadecimal
     */
    public record Contents(Backup backup, Information information, String checksum) {}

    static void begin(Backup backup, CodedOutputStream out) throws IOException {
        out.writeRawBytes(MAGIC);
        out.writeRawByte((byte) VERSION);
        SnapshotPieces.write(out, head(backup));
    }

    /**
     * Reads it twice: first its checksum, then what is in it. Blocks.
     *
     * @throws WireException when it is no backup, of an unknown version, damaged, or not as a whole there
     * @throws IOException when it cannot be read
     */
    public static Contents read(Path file) throws IOException {
        long content = Files.size(file) - CHECKSUM_BYTES;
        if (content < MAGIC.length + 1) {
            throw new WireException(file + " is no backup, or only its beginning");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            requireMagic(file, in);
        }
        String checksum = requireChecksum(file, content);
        try (InputStream in = new First(new BufferedInputStream(Files.newInputStream(file), 1 << 16), content)) {
            in.skipNBytes(MAGIC.length + 1L);
            Backup backup = head(in);
            Information information = SnapshotCodec.read(in);
            Contents contents = new Contents(backup, information, checksum);
            if (!told(backup, information)) {
                throw new WireException(file + " holds another value than its head says");
            }
            return contents;
        }
    }

    private static boolean told(Backup backup, Information information) {
        return backup.identity().equals(information.identity())
                && backup.sequence() == information.sequence()
                && backup.xactions() == information.xactions().rows().size();
    }

    private static void requireMagic(Path file, InputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new WireException(file + " is no backup");
        }
        int version = in.read();
        if (version != VERSION) {
            throw new WireException(file + " is a backup of version " + version + ", unknown here: use a newer build");
        }
    }

    private static String requireChecksum(Path file, long content) throws IOException {
        MessageDigest digest = BackupPieces.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long left = content;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(file + " became shorter while it was read");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            byte[] found = digest.digest();
            if (!Arrays.equals(found, in.readNBytes(CHECKSUM_BYTES))) {
                throw new WireException(file + " is damaged or cut off: its checksum is another one");
            }
            return HexFormat.of().formatHex(found);
        }
    }

    private static BackupHead head(Backup backup) {
        return BackupHead.newBuilder()
                .setIdentity(ClusterValues.toProto(backup.identity()))
                .setTerm(backup.term())
                .setIndex(backup.index())
                .setSequence(backup.sequence())
                .setShownMillis(backup.shownMillis())
                .setXactions(backup.xactions())
                .setActive(backup.active())
                .setKeys(backup.keys())
                .setBuckets(backup.buckets())
                .setTransformers(backup.transformers())
                .setGateways(backup.gateways())
                .setTargets(backup.targets())
                .build();
    }

    private static Backup head(InputStream in) throws IOException {
        BackupHead head = Strict.known(BackupHead.parseFrom(in.readNBytes(length(in))));
        Identity identity =
                ClusterValues.fromProto(Strict.present(head.hasIdentity(), head.getIdentity(), "head.identity"));
        return new Backup(
                identity,
                head.getTerm(),
                head.getIndex(),
                head.getSequence(),
                head.getShownMillis(),
                head.getXactions(),
                head.getActive(),
                head.getKeys(),
                head.getBuckets(),
                head.getTransformers(),
                head.getGateways(),
                head.getTargets());
    }

    /** A varint read byte by byte, so that nothing behind the message is taken from the stream. */
    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = in.read();
            length |= (next & 0x7F) << shift;
            if (next >= 0 && next < 0x80 && length <= HEAD_BYTES_MAX) {
                return length;
            }
        }
        throw new WireException("the head of the backup is damaged");
    }

    /** The first so many bytes of a stream. */
    private static final class First extends FilterInputStream {
        private long left;

        First(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            int read = left > 0 ? super.read() : -1;
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int bytes) throws IOException {
            int read = left > 0 ? super.read(into, from, (int) Math.min(bytes, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(Math.min(bytes, left));
            left -= skipped;
            return skipped;
        }
    }
}
