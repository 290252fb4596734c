package infocenter.member;

import infocenter.core.table.Information;
import infocenter.wire.SnapshotCodec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots as files: {@code snapshot.<term>_<index>} with its MD5 beside it, durable before they are told, checked before they are
 * believed. Remembers the newest, also that there is none: Ratis asks for it with every append, and the stock class lists the
 * folder each time.
 */
final class SnapshotFiles extends SimpleStateMachineStorage {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);

    /** Beside a snapshot that this member wrote itself: then its log must hold that index. An installed one has none. */
    private static final String OWN = ".own";

    private static final String WRITING = ".writing";

    /** The newest, and the one before in case that the newest is damaged. */
    private static final SnapshotRetentionPolicy KEEP = new SnapshotRetentionPolicy() {
        @Override
        public int getNumSnapshotsRetained() {
            return 2;
        }
    };

    /** A snapshot and the value in it. */
    record Loaded(Information information, TermIndex at) {}

    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Path root;
    private volatile @Nullable SingleFileSnapshotInfo newest;
    private volatile long surelyLogged = AppliedMoments.NOTHING;

    @Override
    public void init(RaftStorage storage) throws IOException {
        super.init(storage);
        root = storage.getStorageDir().getRoot().toPath();
    }

    @Override
    public @Nullable SingleFileSnapshotInfo getLatestSnapshot() {
        return newest;
    }

    @Override
    public @Nullable SingleFileSnapshotInfo loadLatestSnapshot() {
        return newest;
    }

    /**
     * Reads the newest good snapshot; instead of a damaged one an older one, but only if the log still covers what lies
     * between.
     *
     * @throws StorageDamaged rather than starting emptier than this member was
     */
    @Nullable
    Loaded load() throws IOException {
        dropLeftovers();
        StoredLog log = StoredLog.in(directory().resolve("current"));
        String damage = "";
        long known = AppliedMoments.NOTHING;
        for (SingleFileSnapshotInfo snapshot : list()) {
            try {
                Information information = read(snapshot);
                known = own(snapshot) ? Math.max(known, snapshot.getIndex()) : known;
                requireLog(log, snapshot.getIndex(), known, damage);
                newest = snapshot;
                surelyLogged = known;
                return new Loaded(information, snapshot.getTermIndex());
            } catch (StorageDamaged refused) {
                throw refused;
            } catch (IOException | RuntimeException bad) {
                known = Math.max(known, snapshot.getIndex());
                damage = "snapshot " + snapshot.getFile().getPath() + " is damaged (" + bad.getMessage() + "), and ";
                LOG.atError()
                        .addKeyValue("index", snapshot.getIndex())
                        .setCause(bad)
                        .log("a snapshot is damaged; looking for an older one that the log still covers");
            }
        }
        requireLog(log, AppliedMoments.NOTHING, known, damage);
        newest = null;
        return null;
    }

    private void dropLeftovers() throws IOException {
        try (Stream<Path> paths = Files.list(stateMachineFolder())) {
            for (Path half :
                    paths.filter(path -> path.toString().endsWith(WRITING)).toList()) {
                Files.delete(half);
            }
        }
    }

    /**
     * Called when the log is open: the names of its files said that it reaches what this member had applied; now its content must.
     *
     * @throws StorageDamaged if it was cut
     */
    void requireLogged(long lastIndex) throws StorageDamaged {
        if (lastIndex < surelyLogged) {
            throw new StorageDamaged(
                    directory(), "the log ends at " + lastIndex + " although this member had applied " + surelyLogged);
        }
    }

    private void requireLog(StoredLog log, long snapshotIndex, long known, String damage) throws StorageDamaged {
        String missing = log.missing(snapshotIndex, known);
        if (!missing.isEmpty()) {
            throw new StorageDamaged(directory(), damage + missing);
        }
    }

    private Information read(SingleFileSnapshotInfo snapshot) throws IOException {
        Path path = snapshot.getFile().getPath();
        MD5Hash told = snapshot.getFile().getFileDigest();
        if (told == null) {
            throw new IOException("its MD5 file is missing");
        }
        MD5Hash found = MD5FileUtil.computeMd5ForFile(path.toFile());
        if (!found.equals(told)) {
            throw new IOException("its MD5 is " + found + ", not " + told);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            Information information = SnapshotCodec.read(in);
            if (in.read() != -1) {
                throw new IOException("it is longer than its content");
            }
            return information;
        }
    }

    /**
     * Writes a snapshot; blocks until it is durable. Any thread, one at a time.
     *
     * @param information an immutable value, so that apply may go on
     */
    void write(Information information, TermIndex at) throws IOException {
        writing.lock();
        try {
            SingleFileSnapshotInfo before = newest;
            if (before != null && before.getIndex() >= at.getIndex()) {
                return;
            }
            put(information, at, true);
            dropOld();
        } finally {
            writing.unlock();
        }
    }

    /** Writes the value that a new group begins with: no log leads to it. Blocks until it is durable. */
    void seed(Information information, TermIndex at) throws IOException {
        put(information, at, false);
    }

    private void put(Information information, TermIndex at, boolean own) throws IOException {
        File target = getSnapshotFile(at.getTerm(), at.getIndex());
        File temporary = new File(target.getPath() + WRITING);
        writeDurably(information, temporary);
        MD5Hash md5 = MD5FileUtil.computeMd5ForFile(temporary);
        MD5FileUtil.saveMD5File(target, md5);
        if (own) {
            Files.write(Path.of(target.getPath() + OWN), new byte[0]);
        }
        Files.move(temporary.toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
        sync(target.getParentFile().toPath());
        newest = new SingleFileSnapshotInfo(new FileInfo(target.toPath(), md5), at);
    }

    private static void writeDurably(Information information, File file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file);
                OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
            SnapshotCodec.write(information, buffered);
            buffered.flush();
            out.getFD().sync();
        }
    }

    /** Log index of the newest snapshot, -1 for none. */
    long index() {
        SingleFileSnapshotInfo known = newest;
        return known == null ? AppliedMoments.NOTHING : known.getIndex();
    }

    /** Waits for a snapshot that is being written, since its folder is about to be replaced. */
    void awaitWriter() {
        writing.lock();
        writing.unlock();
    }

    /** Nothing: Ratis asks after every batch while a snapshot is being written. Dropped is right after one is written. */
    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) {}

    private void dropOld() throws IOException {
        super.cleanupOldSnapshots(KEEP);
        try (Stream<Path> marks = Files.list(stateMachineFolder())) {
            for (Path mark : marks.filter(path -> path.toString().endsWith(OWN)).toList()) {
                String name = mark.toString();
                if (!Files.exists(Path.of(name.substring(0, name.length() - OWN.length())))) {
                    Files.delete(mark);
                }
            }
        }
    }

    private List<SingleFileSnapshotInfo> list() throws IOException {
        ArrayList<SingleFileSnapshotInfo> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(stateMachineFolder())) {
            for (Path path : paths.toList()) {
                Matcher name = SNAPSHOT_REGEX.matcher(path.getFileName().toString());
                if (name.matches()) {
                    MD5Hash md5 = MD5FileUtil.readStoredMd5ForFile(path.toFile());
                    found.add(new SingleFileSnapshotInfo(
                            new FileInfo(path, md5), Long.parseLong(name.group(1)), Long.parseLong(name.group(2))));
                }
            }
        }
        found.sort(Comparator.comparingLong(SingleFileSnapshotInfo::getIndex).reversed());
        return found;
    }

    private static boolean own(SingleFileSnapshotInfo snapshot) {
        return Files.exists(Path.of(snapshot.getFile().getPath() + OWN));
    }

    private Path stateMachineFolder() {
        return getSnapshotFile(0, 0).getParentFile().toPath();
    }

    private Path directory() {
        Path known = root;
        if (known == null) {
            throw new IllegalStateException("used before init");
        }
        return known;
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
