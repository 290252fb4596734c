package infocenter.member;

import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.RaftStorageMetadata;
import org.apache.ratis.server.storage.StorageImplUtils;
import org.apache.ratis.util.FileUtils;

/**
 * The value that a new group of one begins with, as the snapshot of a peer that has never run: too large to be a command. Ratis needs
 * the snapshot and a term that is not below the snapshot's; the log then begins behind it. The peer's identity is written after this
 * and counts alone, so that whatever is interrupted before leaves nothing that anybody believes in.
 */
final class Seed {
    private Seed() {}

    /**
     * Blocks until it is durable. What an interrupted try left in the peer's folder is deleted: it was never in a group.
     *
     * @param identity whose folder it is; not yet saved
     * @param at term and index that the value counts as; the new group's go on from there
     */
    static void write(MemberOptions options, PeerIdentity identity, Identity cluster, Information value, TermIndex at)
            throws IOException {
        deleteLeftovers(identity.storage(options.dataDir()));
        RaftGroupId group = PeerIdentity.groupId(cluster);
        try (RaftStorage storage = StorageImplUtils.initRaftStorage(
                group.getUuid().toString(),
                RaftStorage.StartupOption.RECOVER,
                MemberServer.properties(options, identity))) {
            SnapshotFiles snapshots = new SnapshotFiles();
            snapshots.init(storage);
            snapshots.seed(value, at);
            storage.getMetadataFile()
                    .persist(RaftStorageMetadata.valueOf(
                            at.getTerm(), RaftStorageMetadata.getDefault().getVotedFor()));
            Path root = storage.getStorageDir().getRoot().toPath();
            SnapshotFiles.sync(root);
            SnapshotFiles.sync(identity.storage(options.dataDir()));
        }
    }

    private static void deleteLeftovers(Path folder) throws IOException {
        try (Stream<Path> groups = Files.list(folder)) {
            List<Path> old = groups.filter(Files::isDirectory).toList();
            for (Path group : old) {
                FileUtils.deleteFully(group);
            }
        }
    }
}
