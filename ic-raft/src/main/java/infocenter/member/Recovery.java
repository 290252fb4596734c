package infocenter.member;

import infocenter.core.cluster.Identity;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.Recovered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.StorageImplUtils;
import org.jspecify.annotations.Nullable;

/**
 * The way out when the majority of a group is lost for good: a stopped member's disk becomes the beginning of a group of one, of the
 * same cluster in its next epoch. Holds the data folder, so that the gateway cannot run meanwhile. Blocks; one thread.
 *
 * <p>It may die at any point: the old peer counts until the new one's identity is saved, last, and by an atomic rename. Nothing of the
 * old peer's folder is changed or deleted.
 */
public final class Recovery implements AutoCloseable {
    private final MemberOptions options;
    private final StorageLock lock;

    private Recovery(MemberOptions options, StorageLock lock) {
        this.options = options;
        this.lock = lock;
    }

    /**
     * Takes the data folder.
     *
     * @throws IOException when there is none, or the gateway runs
     */
    public static Recovery open(MemberOptions options) throws IOException {
        if (!Files.isDirectory(options.dataDir())) {
            throw new NoSuchFileException(options.dataDir() + ": no such data folder");
        }
        return new Recovery(options, StorageLock.take(options.dataDir()));
    }

    /**
     * The cluster in whose new epoch this gateway founds the group at its next start, because it was recovered before; null when it was
     * not, or has done so.
     */
    public @Nullable Identity done() throws IOException {
        PeerIdentity identity = PeerIdentity.peek(options.dataDir());
        return identity != null && identity.bootstrap() && identity.seeded() ? identity.cluster() : null;
    }

    /**
     * Reads all that is there.
     *
     * @throws IOException when this disk holds no table, or a damaged one
     */
    public Survivor survivor() throws IOException {
        PeerIdentity identity = PeerIdentity.peek(options.dataDir());
        Identity cluster = identity == null ? null : identity.cluster();
        if (identity == null || cluster == null) {
            throw new IOException(options.dataDir() + " belongs to no cluster: there is nothing to recover from");
        }
        if (!identity.storageIsThere(options.dataDir())) {
            throw new IOException("the Raft folder " + identity.storage(options.dataDir())
                    + " is gone or empty: there is nothing to recover from");
        }
        RaftGroupId group = PeerIdentity.groupId(cluster);
        RaftProperties properties = MemberServer.properties(options, identity);
        try (RaftStorage storage = StorageImplUtils.initRaftStorage(
                group.getUuid().toString(), RaftStorage.StartupOption.RECOVER, properties)) {
            SnapshotFiles snapshots = new SnapshotFiles();
            snapshots.init(storage);
            Reading reading = new Reading(identity, storage, snapshots.load());
            try (RaftLog log = SegmentedRaftLog.newBuilder()
                    .setMemberId(RaftGroupMemberId.valueOf(RaftPeerId.valueOf(identity.peerId()), group))
                    .setStorage(storage)
                    .setProperties(properties)
                    .build()) {
                log.open(reading.index, null);
                reading.apply(log);
            }
            snapshots.requireLogged(reading.index);
            if (reading.information.identity() == null) {
                throw new IOException("peer " + identity.peerId() + " holds no table: it was never filled");
            }
            return reading.survivor(cluster);
        }
    }

    /**
     * Makes the survivor's value the beginning of a group of this gateway alone, under a new peer id, in the next epoch.
     *
     * @param nowMillis wall time
     */
    public Identity recover(Survivor survivor, long nowMillis) throws IOException {
        PeerIdentity before = Objects.requireNonNull(PeerIdentity.peek(options.dataDir()), "read before");
        Information value = Recovered.of(survivor.information(), nowMillis);
        Identity next = Objects.requireNonNull(value.identity(), "a recovered value has one");
        PeerIdentity founder = before.founder(options, next);
        Seed.write(options, founder, next, value, TermIndex.valueOf(survivor.term(), survivor.index()));
        founder.save(options.dataDir());
        return next;
    }

    @Override
    public void close() {
        lock.close();
    }

    /** How far the reading has come. */
    private static final class Reading {
        private final PeerIdentity identity;
        private Information information = Information.EMPTY;
        private long term;
        private long index = AppliedMoments.NOTHING;
        private List<String> voters = List.of();

        Reading(PeerIdentity identity, RaftStorage storage, SnapshotFiles.@Nullable Loaded loaded) throws IOException {
            this.identity = identity;
            if (loaded != null) {
                information = loaded.information();
                term = loaded.at().getTerm();
                index = loaded.at().getIndex();
                voters = information.cluster().configuration().peerIds();
            }
            Path kept = storage.getStorageDir().getCurrentDir().toPath().resolve("raft-meta.conf");
            if (Files.exists(kept)) {
                try (InputStream in = Files.newInputStream(kept)) {
                    voters = voters(RaftProtos.LogEntryProto.parseFrom(in));
                }
            }
        }

        void apply(RaftLog log) throws IOException {
            TermIndex last = log.getLastEntryTermIndex();
            long end = last == null ? index : last.getIndex();
            for (long at = index + 1; at <= end; at++) {
                RaftProtos.LogEntryProto entry = log.get(at);
                if (entry == null) {
                    throw new IOException("the log lacks entry " + at);
                }
                if (entry.hasStateMachineLogEntry()) {
                    Change change = InformationStateMachine.apply(information, entry);
                    information = change.information();
                } else if (entry.hasConfigurationEntry()) {
                    voters = voters(entry);
                }
                term = entry.getTerm();
                index = at;
            }
        }

        private static List<String> voters(RaftProtos.LogEntryProto entry) {
            TreeSet<String> voters = new TreeSet<>();
            RaftProtos.RaftConfigurationProto group = entry.getConfigurationEntry();
            group.getPeersList().forEach(peer -> voters.add(peer.getId().toStringUtf8()));
            group.getOldPeersList().forEach(peer -> voters.add(peer.getId().toStringUtf8()));
            return List.copyOf(voters);
        }

        Survivor survivor(Identity cluster) {
            return new Survivor(identity.peerId(), cluster, term, index, information, voters);
        }
    }
}
