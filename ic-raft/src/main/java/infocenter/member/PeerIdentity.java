package infocenter.member;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seat;
import infocenter.settings.RaftSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this gateway is in the Raft group, as its disk says. A peer id belongs to one storage folder: if the folder is empty where it
 * should not be, the disk was lost, and the gateway comes back under a new id and on its other Raft port, since a peer that forgot
 * what it voted for must not be taken for the old one.
 *
 * @param peerId {@code <gateway>-<8 hex>}
 * @param port which of the two Raft ports, 0 or 1
 * @param cluster to which the storage belongs; null before {@code init} or join
 * @param bootstrap it makes the group of itself alone and has not yet seen that done
 * @param seeded that group begins with a value that was put there, see {@link Seed}
 */
record PeerIdentity(String peerId, int port, @Nullable Identity cluster, boolean bootstrap, boolean seeded) {
    private static final Logger LOG = LoggerFactory.getLogger(PeerIdentity.class);
    private static final String FILE = "peer.properties";

    /** In the storage folder: whose it is. */
    private static final String OWNER = "owner.properties";

    /** Storages of peers that this gateway was before, so that a damaged one can be looked at; older ones are deleted. */
    static final int KEPT_STORAGES = 3;

    /** Reads it, mints one when there is none, and a new one when the storage is not the one that the file speaks of. */
    static PeerIdentity open(MemberOptions options) throws IOException {
        Path folder = options.dataDir();
        Files.createDirectories(folder.resolve("raft"));
        PeerIdentity stored = read(folder.resolve(FILE));
        if (stored == null) {
            return mint(options, lastUsedPort(folder.resolve("raft")), null);
        }
        if (stored.storageIsThere(folder)) {
            return stored;
        }
        PeerIdentity next = mint(options, stored.port(), stored.cluster());
        LOG.atWarn()
                .addKeyValue("member", next.peerId())
                .addKeyValue("before", stored.peerId())
                .log("the storage of this peer is gone; coming back as a new one, to be filled by the leader");
        return next;
    }

    /** What the disk says, changing nothing; null when it says nothing. */
    static @Nullable PeerIdentity peek(Path dataDir) throws IOException {
        return read(dataDir.resolve(FILE));
    }

    private static PeerIdentity mint(MemberOptions options, int portBefore, @Nullable Identity cluster)
            throws IOException {
        PeerIdentity minted = draw(options, portBefore, cluster);
        minted.save(options.dataDir());
        minted.dropOldest(options.dataDir());
        return minted;
    }

    /** A new id with its folder; it counts only once it is saved. */
    private static PeerIdentity draw(MemberOptions options, int portBefore, @Nullable Identity cluster)
            throws IOException {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        NodeId gateway = options.gateway();
        PeerIdentity minted = new PeerIdentity(
                gateway + "-" + HexFormat.of().formatHex(random), 1 - portBefore, cluster, false, false);
        Path storage = minted.storage(options.dataDir());
        Files.createDirectories(storage);
        write(storage.resolve(OWNER), minted.asProperties());
        return minted;
    }

    /** Another id on the other port. */
    PeerIdentity another(MemberOptions options) throws IOException {
        return mint(options, port, cluster);
    }

    /** Another id on the other port, of that cluster and epoch: what this one has is put aside. */
    PeerIdentity renewed(MemberOptions options, Identity next) throws IOException {
        return mint(options, port, next);
    }

    /** Another id on the other port that will found the group of that identity; it counts only once it is saved. */
    PeerIdentity founder(MemberOptions options, Identity next) throws IOException {
        return draw(options, port, next).in(next, true).seed();
    }

    private void dropOldest(Path dataDir) throws IOException {
        List<Path> old = new ArrayList<>();
        try (Stream<Path> folders = Files.list(dataDir.resolve("raft"))) {
            folders.filter(folder -> Files.exists(folder.resolve(OWNER)))
                    .filter(folder -> !folder.equals(storage(dataDir)))
                    .forEach(old::add);
        }
        old.sort(Comparator.comparingLong(
                folder -> folder.resolve(OWNER).toFile().lastModified()));
        for (Path oldest : old.subList(0, Math.max(0, old.size() - KEPT_STORAGES))) {
            FileUtils.deleteFully(oldest);
        }
    }

    boolean storageIsThere(Path dataDir) throws IOException {
        PeerIdentity owner = read(storage(dataDir).resolve(OWNER));
        if (owner == null || !owner.peerId().equals(peerId)) {
            return false;
        }
        if (cluster == null || bootstrap) {
            return true;
        }
        Path group =
                storage(dataDir).resolve(groupId(cluster).getUuid().toString()).resolve("current");
        if (!Files.isDirectory(group)) {
            return false;
        }
        try (Stream<Path> files = Files.list(group)) {
            return files.findAny().isPresent();
        }
    }

    /** Folder of this id. */
    Path storage(Path dataDir) {
        return dataDir.resolve("raft").resolve(peerId);
    }

    Seat seat(RaftSettings settings) {
        return new Seat(peerId, settings.host() + ":" + settings.ports().get(port));
    }

    /** Name of the gateway that a peer id belongs to. */
    static String gatewayOf(String peerId) {
        return peerId.replaceFirst("-[0-9a-f]{8}$", "");
    }

    /** Name-based, so that two clusters, or two epochs of one, never mix. */
    static RaftGroupId groupId(Identity cluster) {
        String name = "infocenter/" + cluster.clusterId() + "/" + cluster.epoch();
        return RaftGroupId.valueOf(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    PeerIdentity in(Identity newCluster, boolean bootstraps) {
        return new PeerIdentity(peerId, port, newCluster, bootstraps, false);
    }

    /** The group of itself alone is made. */
    PeerIdentity bootstrapped() {
        return new PeerIdentity(peerId, port, cluster, false, seeded);
    }

    /** The group of itself alone begins with a value. */
    PeerIdentity seed() {
        return new PeerIdentity(peerId, port, cluster, bootstrap, true);
    }

    void save(Path dataDir) throws IOException {
        write(dataDir.resolve(FILE), asProperties());
    }

    private Properties asProperties() {
        Properties properties = new Properties();
        properties.setProperty("peerId", peerId);
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("bootstrap", Boolean.toString(bootstrap));
        if (seeded) {
            properties.setProperty("seeded", "true");
        }
        if (cluster != null) {
            properties.setProperty("clusterId", cluster.clusterId());
            properties.setProperty("epoch", Long.toString(cluster.epoch()));
        }
        return properties;
    }

    private static @Nullable PeerIdentity read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (NoSuchFileException none) {
            return null;
        }
        String peerId = properties.getProperty("peerId", "");
        String port = properties.getProperty("port", "");
        String clusterId = properties.getProperty("clusterId");
        if (peerId.isEmpty() || !port.matches("[01]")) {
            throw new IOException("damaged: " + file + "; move it away and this gateway comes back as a new peer");
        }
        Identity cluster = clusterId == null
                ? null
                : new Identity(clusterId, Long.parseLong(properties.getProperty("epoch", "1")));
        return new PeerIdentity(
                peerId,
                Integer.parseInt(port),
                cluster,
                Boolean.parseBoolean(properties.getProperty("bootstrap")),
                Boolean.parseBoolean(properties.getProperty("seeded")));
    }

    private static int lastUsedPort(Path raft) throws IOException {
        int port = 1;
        long newest = Long.MIN_VALUE;
        try (Stream<Path> folders = Files.list(raft)) {
            for (Path owner : folders.map(folder -> folder.resolve(OWNER)).toList()) {
                PeerIdentity old = Files.exists(owner) ? read(owner) : null;
                long at = old == null
                        ? Long.MIN_VALUE
                        : Files.getLastModifiedTime(owner).toMillis();
                if (old != null && at > newest) {
                    newest = at;
                    port = old.port();
                }
            }
        }
        return port;
    }

    private static void write(Path file, Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, "Written by the gateway; do not edit");
        Path temporary = Path.of(file + ".writing");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(StandardCharsets.UTF_8.encode(text.toString()));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            SnapshotFiles.sync(folder);
        }
    }
}
