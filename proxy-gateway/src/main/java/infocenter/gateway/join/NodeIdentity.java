package infocenter.gateway.join;

import infocenter.core.cluster.NodeId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Properties;

/**
 * Who this gateway is, on its disk: its name, the cluster that it has ever been in, and a counter raised at every process start.
 * Each change is on disk, by file sync and atomic rename, before the method returns. Owned by the thread that starts and joins.
 */
public final class NodeIdentity {
    private static final String FILE = "node.properties";

    private final Path file;
    private final NodeId id;
    private volatile long incarnation;
    private volatile String clusterId;

    private NodeIdentity(Path file, NodeId id, long incarnation, String clusterId) {
        this.file = file;
        this.id = id;
        this.incarnation = incarnation;
        this.clusterId = clusterId;
    }

    /**
     * Begins a new incarnation in that folder, which is made when missing.
     *
     * @throws IOException naming the folder, when it cannot be written
     * @throws IllegalArgumentException when the folder belongs to another node
     */
    public static NodeIdentity begin(Path folder, NodeId id) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        Properties kept = new Properties();
        if (Files.exists(file)) {
            kept.load(new StringReader(Files.readString(file)));
            String owner = kept.getProperty("node", "");
            if (!owner.equals(id.value())) {
                throw new IllegalArgumentException(
                        "id: " + id + ", but dataDir " + folder + " belongs to node " + owner);
            }
        }
        long incarnation = Long.parseLong(kept.getProperty("incarnation", "0")) + 1;
        NodeIdentity identity = new NodeIdentity(file, id, incarnation, kept.getProperty("cluster", ""));
        identity.write();
        return identity;
    }

    /** Where it is kept. */
    Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** Its name. */
    public NodeId id() {
        return id;
    }

    /** Number of this process start. */
    public long incarnation() {
        return incarnation;
    }

    /**
     * This disk is new, and the cluster has known a process of this name before: counts on from there. Blocks for a sync of the file.
     */
    void outlive(long before) throws IOException {
        if (incarnation <= before) {
            incarnation = before + 1;
            write();
        }
    }

    /** Counts as another process from here on: what it was in the epoch before has ended. Blocks for a sync of the file. */
    void again() throws IOException {
        incarnation++;
        write();
    }

    /** Empty until it has ever been in a cluster. */
    public String clusterId() {
        return clusterId;
    }

    /** Keeps that it belongs to that cluster. Blocks for a sync of the file; nothing when it is known. */
    public void belongsTo(String cluster) throws IOException {
        if (!cluster.equals(clusterId)) {
            clusterId = cluster;
            write();
        }
    }

    private void write() throws IOException {
        Properties kept = new Properties();
        kept.setProperty("node", id.value());
        kept.setProperty("incarnation", Long.toString(incarnation));
        kept.setProperty("cluster", clusterId);
        StringWriter text = new StringWriter();
        kept.store(text, null);
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }
}
