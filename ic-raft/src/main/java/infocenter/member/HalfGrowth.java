package infocenter.member;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.segmented.SegmentedRaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.server.storage.StorageImplUtils;

/**
 * The one change that can leave the group without a leader for good: from this member alone to more. Once the change is in this
 * member's log it needs a vote of a joiner, and a joiner of Ratis 3.3.0 refuses to vote until it has that very entry. If the leader
 * stops leading (a pause of a second is enough) or dies before one of them got it, nobody can ever lead again.
 *
 * <p>So the change is taken back. That is safe: until it is done this member alone is a majority of the old group, so nothing can be
 * decided without its vote and its log; and as long as the change is the last entry of its log, nothing has been decided after it. A
 * joiner that did get the entry cannot be elected without this member, whose log will be newer, and is overwritten like any follower
 * (Raft, sections 5.3 and 6).
 */
final class HalfGrowth {
    /** Looks, one a second, that find it stuck before anything is taken back: elections that can succeed have succeeded by then. */
    static final int PATIENCE_LOOKS = 5;

    private static final long CUT_MAX_SECONDS = 10;

    private HalfGrowth() {}

    /** True while nobody leads and the last entry is this member's own change from itself alone to more. */
    static boolean stuck(MemberServer server) {
        RaftConfiguration group = server.configuration();
        Collection<RaftPeer> previous = group.getPreviousPeers();
        return server.running()
                && !server.info().isLeader()
                && server.info().getLeaderId() == null
                && previous.size() == 1
                && previous.iterator().next().getId().toString().equals(server.peerId())
                && group.getLogEntryIndex() > server.commitIndex()
                && group.getLogEntryIndex() == server.lastIndex();
    }

    /**
     * Cuts that entry off the log of a peer whose server is closed; blocks. Nothing happens when an entry has come after it
     * meanwhile: then somebody led.
     *
     * @param index of the change
     * @throws IOException if the log cannot be opened or cut; it is as it was
     */
    static void undo(RaftProperties properties, RaftPeerId self, RaftGroupId groupId, long index) throws IOException {
        String folder = groupId.getUuid().toString();
        try (RaftStorage storage =
                        StorageImplUtils.initRaftStorage(folder, RaftStorage.StartupOption.RECOVER, properties);
                RaftLog log = SegmentedRaftLog.newBuilder()
                        .setMemberId(RaftGroupMemberId.valueOf(self, groupId))
                        .setStorage(storage)
                        .setProperties(properties)
                        .build()) {
            log.open(RaftLog.INVALID_LOG_INDEX, null);
            TermIndex last = log.getLastEntryTermIndex();
            if (last != null && last.getIndex() == index) {
                ((SegmentedRaftLog) log).truncate(index).get(CUT_MAX_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log was cut", stop);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the log could not be cut at " + index, failed);
        }
    }
}
