package infocenter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.client.Moment;
import infocenter.core.table.Information;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is believed as a whole or not at all. */
class BackupFileTest {
    @TempDir
    Path folder;

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("backup"), bytes);
    }

    private static byte[] backup(Information information) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        BackupPieces pieces = new BackupPieces(new Moment(information, 7, 4711));
        for (byte[] piece = pieces.next(); piece != null; piece = pieces.next()) {
            all.write(piece);
        }
        assertThat(pieces.next()).isNull();
        return all.toByteArray();
    }

    @Test
    void theWholeMemoryComesBackAndTheHeadSaysWhatItIs() throws IOException {
        for (int rows : new int[] {0, 1, 50}) {
            Information information = SnapshotCodecTest.information(3, rows);

            BackupFile.Contents back = BackupFile.read(written(backup(information)));

            assertThat(back.information()).isEqualTo(information);
            assertThat(back.backup().identity()).isEqualTo(information.identity());
            assertThat(back.backup().term()).isEqualTo(7);
            assertThat(back.backup().index()).isEqualTo(4711);
            assertThat(back.backup().sequence()).isEqualTo(information.sequence());
            assertThat(back.backup().xactions()).isEqualTo(rows);
            assertThat(back.backup().active())
                    .isEqualTo(information.xactions().active().size());
            assertThat(back.checksum()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void aLongOneGoesOutInSmallPieces() {
        BackupPieces pieces = new BackupPieces(new Moment(SnapshotCodecTest.information(3, 300), 7, 4711));
        int count = 0;
        assertThat(pieces.next()).as("all nodes are one row").isNotEmpty();
        for (byte[] piece = pieces.next(); piece != null; piece = pieces.next()) {
            assertThat(piece.length).isBetween(1, 4 * BackupPieces.PIECE_BYTES);
            count++;
        }
        assertThat(count).isGreaterThan(2);
    }

    @Test
    void anyChangedByteIsRefused() throws IOException {
        byte[] good = backup(SnapshotCodecTest.information(3, 2));
        for (int at = 0; at < good.length; at += at < 100 ? 1 : 11) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Path file = written(bad);
            assertThatThrownBy(() -> BackupFile.read(file)).as("byte %d", at).isInstanceOf(WireException.class);
        }
    }

    @Test
    void oneThatWasCutOffOrGrewIsRefused() throws IOException {
        byte[] good = backup(SnapshotCodecTest.information(3, 2));
        for (int length = 0; length < good.length; length += 23) {
            Path file = written(Arrays.copyOf(good, length));
            assertThatThrownBy(() -> BackupFile.read(file))
                    .as("%d bytes", length)
                    .isInstanceOf(WireException.class);
        }
        Path longer = written(Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> BackupFile.read(longer)).hasMessageContaining("damaged or cut off");
    }

    @Test
    void oneOfANewerFormatIsRefusedWithTheCure() throws IOException {
        byte[] newer = backup(SnapshotCodecTest.information(3, 2));
        newer["XICBACKUP\n".length()] = 2;
        Path file = written(newer);
        assertThatThrownBy(() -> BackupFile.read(file))
                .hasMessageContaining("version 2, unknown here: use a newer build");
    }

    @Test
    void aClusterThatIsNotInitialisedHasNone() {
        assertThatThrownBy(() -> new BackupPieces(new Moment(Information.EMPTY, 0, -1)))
                .hasMessageContaining("not initialised");
    }
}
