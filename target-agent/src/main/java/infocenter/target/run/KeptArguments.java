package infocenter.target.run;

import infocenter.core.xaction.BlobAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large arguments of starts, each a file that is named by its content. A file under its address is whole and durable; what no run
 * uses goes after a while. Any thread.
 */
public final class KeptArguments {
    /** Bytes of all of them; one more is refused. */
    public static final long BYTES_MAX = 1L << 30;

    /** Time without a run that uses them, counted while this target is in its lease: only then can a start come. */
    public static final Duration KEPT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeptArguments.class);
    private static final String PART = ".part";

    private final Path folder;
    private final long bytesMax;
    private final Map<BlobAddress, Duration> quiet = new ConcurrentHashMap<>();
    private final AtomicLong parts = new AtomicLong();

    private KeptArguments(Path folder, long bytesMax) {
        this.folder = folder;
        this.bytesMax = bytesMax;
    }

    /** What the folder has; parts of an earlier process are removed. */
    public static KeptArguments open(Path dataDir, long bytesMax) throws IOException {
        KeptArguments kept = new KeptArguments(Files.createDirectories(dataDir.resolve("arguments")), bytesMax);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kept.folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(PART)) {
                    Files.delete(file);
                } else {
                    kept.quiet.put(BlobAddress.parse(name), Duration.ZERO);
                }
            }
        } catch (IllegalArgumentException stranger) {
            throw new IOException(kept.folder + " holds a file that is not ours: " + stranger.getMessage(), stranger);
        }
        return kept;
    }

    /** The file of that address. */
    public Optional<Path> find(BlobAddress address) {
        return quiet.containsKey(address) ? Optional.of(file(address)) : Optional.empty();
    }

    /** Bytes of all. */
    public long bytes() {
        return quiet.keySet().stream().mapToLong(BlobAddress::bytes).sum();
    }

    /**
     * Begins to take the bytes of that address.
     *
     * @throws Full when there is no room
     */
    public Receiving receive(BlobAddress address) throws IOException {
        if (!quiet.containsKey(address) && bytes() + address.bytes() > bytesMax) {
            throw new Full("arguments of starts on this target: at most " + bytesMax + " bytes");
        }
        return new Receiving(address, folder.resolve(address + "-" + parts.incrementAndGet() + PART));
    }

    /** So much time has passed in lease: removes what nobody has used for too long. */
    public void sweep(Duration passed, Predicate<BlobAddress> used) throws IOException {
        for (BlobAddress address : quiet.keySet()) {
            sweep(address, passed, used.test(address));
        }
    }

    /** Not while the same bytes come again: what was just brought for a start must not go. */
    private synchronized void sweep(BlobAddress address, Duration passed, boolean used) throws IOException {
        Duration now =
                quiet.compute(address, (it, before) -> used || before == null ? Duration.ZERO : before.plus(passed));
        if (now.compareTo(KEPT) >= 0) {
            quiet.remove(address);
            Files.deleteIfExists(file(address));
            LOG.atInfo().log("arguments {} removed, no run uses them", address);
        }
    }

    private synchronized void arrived(BlobAddress address, Path part) throws IOException {
        Files.move(part, file(address), StandardCopyOption.ATOMIC_MOVE);
        quiet.put(address, Duration.ZERO);
    }

    private Path file(BlobAddress address) {
        return folder.resolve(address.toString());
    }

    /** No room for more. */
    public static final class Full extends IOException {
        Full(String message) {
            super(message);
        }
    }

    /** Other bytes than the address names. */
    public static final class NotThose extends IOException {
        NotThose(String message) {
            super(message);
        }
    }

    /** Bytes on their way to an address. One thread at a time; ends with one of {@link #commit} and {@link #abort}. */
    public final class Receiving {
        private final BlobAddress address;
        private final Path part;
        private final FileChannel channel;
        private final MessageDigest digest;
        private long written;

        private Receiving(BlobAddress address, Path part) throws IOException {
            this.address = address;
            this.part = part;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every Java has SHA-256", missing);
            }
            this.channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        /** Takes the next bytes. */
        public void write(ByteBuffer bytes) throws IOException {
            written += bytes.remaining();
            if (written > address.bytes()) {
                throw new NotThose("more bytes than " + address + " says");
            }
            digest.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        /** On disk under the address when it returns; refuses bytes that are not what the address says. */
        public void commit() throws IOException {
            try (channel) {
                boolean right = written == address.bytes()
                        && HexFormat.of().formatHex(digest.digest()).equals(address.sha256());
                if (!right) {
                    throw new NotThose("these bytes are not those of " + address);
                }
                channel.force(true);
            } catch (IOException failed) {
                Files.deleteIfExists(part);
                throw failed;
            }
            arrived(address, part);
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }

        /** Nothing is kept. */
        public void abort() {
            try (channel) {
                Files.deleteIfExists(part);
            } catch (IOException left) {
                LOG.atWarn().setCause(left).log("{} not removed, the next start does", part.getFileName());
            }
        }
    }
}
