package infocenter.member;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.FileUtils;

/**
 * A second Raft group on the members' own servers, with a log and nothing behind it: the yardstick of the benchmark, so that a write
 * of ours is compared with a bare one on the same disks, threads and connections. Opened at each member, written to where the
 * Information Center's leader is, closed and deleted afterwards. Thread-safe; opening and closing block.
 */
public final class BareGroup {
    private final RaftMember member;
    private final ClientId client = ClientId.randomId();

    public BareGroup(RaftMember member) {
        this.member = member;
    }

    /** The bare group that goes with a group. */
    static RaftGroupId idFor(RaftGroupId group) {
        return RaftGroupId.valueOf(
                UUID.nameUUIDFromBytes(("bare:" + group.getUuid()).getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes this member's part of it, empty. The present leader of the Information Center is preferred as its leader. */
    public void open() throws IOException {
        MemberServer here = here();
        String leader = here.leaderId();
        List<RaftPeer> peers = here.configuration().getCurrentPeers().stream()
                .map(peer -> RaftPeer.newBuilder(peer)
                        .setPriority(peer.getId().toString().equals(leader) ? 1 : 0)
                        .build())
                .toList();
        RaftServer server = here.raft();
        require(server.groupManagement(GroupManagementRequest.newAdd(
                client, server.getId(), CallId.getAndIncrement(), RaftGroup.valueOf(id(here), peers), true)));
    }

    /** It leads the bare group: {@link #write} may be called. */
    public boolean leads() {
        try {
            MemberServer here = here();
            DivisionInfo info = here.raft().getDivision(id(here)).getInfo();
            return info.isLeader() && info.isLeaderReady();
        } catch (IOException notOpen) {
            return false;
        }
    }

    /**
     * One write: durable at a majority and applied when it completes, on the given executor.
     *
     * @param bytes of the entry
     */
    public CompletableFuture<Void> write(int bytes, Executor executor) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) 'x');
        try {
            MemberServer here = here();
            RaftServer server = here.raft();
            return server.submitClientRequestAsync(RaftClientRequest.newBuilder()
                            .setClientId(client)
                            .setServerId(server.getId())
                            .setGroupId(id(here))
                            .setCallId(CallId.getAndIncrement())
                            .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(content)))
                            .setType(RaftClientRequest.writeRequestType())
                            .build())
                    .thenAcceptAsync(BareGroup::requireWritten, executor);
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /** Removes this member's part of it from server and disk. */
    public void close() throws IOException {
        MemberServer here = here();
        RaftServer server = here.raft();
        RaftPeerId self = server.getId();
        require(server.groupManagement(
                GroupManagementRequest.newRemove(client, self, CallId.getAndIncrement(), id(here), true, false)));
    }

    /** What a benchmark left that was killed: Ratis would start it again with the server. */
    static void deleteLeftovers(Path storage, RaftGroupId group) throws IOException {
        Path folder = storage.resolve(idFor(group).getUuid().toString());
        if (Files.isDirectory(folder)) {
            FileUtils.deleteFully(folder);
        }
    }

    private MemberServer here() throws IOException {
        MemberServer here = member.server();
        if (here == null) {
            throw new IOException("this gateway is no member");
        }
        return here;
    }

    private static RaftGroupId id(MemberServer here) {
        return idFor(here.groupId());
    }

    private static void require(RaftClientReply reply) throws IOException {
        if (!reply.isSuccess()) {
            throw new IOException("refused: " + reply.getException());
        }
    }

    private static void requireWritten(RaftClientReply reply) {
        if (!reply.isSuccess()) {
            throw new IllegalStateException("not written: " + reply.getException());
        }
    }
}
