package infocenter.member;

import infocenter.core.table.Information;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Highest feature level that this disk has seen committed. On the disk before anything of that level is applied, so that an older build
 * knows before it opens the log or a snapshot that it could not read them, and takes neither for damaged. Owned by whoever applies
 * entries, and before by who starts.
 */
final class LevelMark {
    private static final String FILE = "feature-level";

    private final Path folder;
    private final int understands;
    private int kept;

    private LevelMark(Path folder, int understands, int kept) {
        this.folder = folder;
        this.understands = understands;
        this.kept = kept;
    }

    /**
     * Reads it.
     *
     * @throws LevelTooHigh when this build is too old for the disk
     * @throws IOException when it cannot be read
     */
    static LevelMark open(MemberOptions options) throws IOException {
        Path file = options.dataDir().resolve(FILE);
        int kept;
        try {
            kept = Integer.parseInt(Files.readString(file).strip());
        } catch (NoSuchFileException none) {
            kept = 0;
        } catch (NumberFormatException damaged) {
            throw new IOException(
                    file + " does not hold a number: put the cluster's feature level there, see xic cluster"
                            + " feature-level at another gateway",
                    damaged);
        }
        require(kept, options.understands());
        return new LevelMark(options.dataDir(), options.understands(), kept);
    }

    /**
     * That value is about to be shown. Nothing but a look unless its level has risen; then blocks for a sync of the file.
     *
     * @throws LevelTooHigh when this build may not go on with it
     */
    void keep(Information information) throws IOException {
        int level = information.cluster().featureLevel();
        if (level > kept) {
            write(level);
            kept = level;
            require(level, understands);
        }
    }

    private static void require(int level, int understands) throws LevelTooHigh {
        if (level > understands) {
            throw new LevelTooHigh(level, understands);
        }
    }

    private void write(int level) throws IOException {
        Path fresh = folder.resolve(FILE + ".writing");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(Integer.toString(level));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        SnapshotFiles.sync(folder);
    }
}
