package infocenter.member;

import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Identity;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.io.CorruptedFileException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.ChecksumException;
import org.apache.ratis.rpc.CallId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;

/** One started Raft server with its one division. Thread-safe. Starting and closing block. */
final class MemberServer implements OwnPeer {
    private final RaftServer server;
    private final RaftServer.Division division;
    private final InformationStateMachine stateMachine;
    private final RaftGroupId groupId;
    private final RaftClientAsynchronousProtocol direct;
    private final PeerUrls urls;
    private final ClientId client = ClientId.randomId();

    private final InetSocketAddress address;

    private MemberServer(
            RaftServer server,
            InformationStateMachine stateMachine,
            PeerUrls urls,
            RaftGroupId groupId,
            InetSocketAddress address)
            throws IOException {
        this.address = address;
        this.server = server;
        this.stateMachine = stateMachine;
        this.urls = urls;
        this.groupId = groupId;
        this.division = server.getDivision(groupId);
        // The server would only hand it to another thread and wait there; we are on a thread that may wait.
        this.direct = division instanceof RaftClientAsynchronousProtocol own ? own : server;
    }

    /**
     * Starts from what the disk holds; an empty folder waits to be added, unless this peer bootstraps the group.
     *
     * @throws IOException naming the address in use or the damaged storage
     */
    static MemberServer start(
            MemberOptions options,
            PeerIdentity identity,
            Identity cluster,
            InformationStateMachine stateMachine,
            PeerUrls urls)
            throws IOException {
        RatisProcess.settle();
        RaftGroupId groupId = PeerIdentity.groupId(cluster);
        int port = options.raft().ports().get(identity.port());
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getByName(options.raft().host()), port);
        requireFree(address);
        BareGroup.deleteLeftovers(identity.storage(options.dataDir()), groupId);
        RaftPeer self = peer(identity.peerId(), options.raft().host() + ":" + port, options.nodeUrl());
        Parameters parameters = new Parameters();
        GrpcConfigKeys.Server.setServicesCustomizer(parameters, new OnlyForMe(self.getId()));
        RaftServer.Builder builder = RaftServer.newBuilder()
                .setServerId(self.getId())
                .setProperties(properties(options, identity))
                .setParameters(parameters)
                .setGroup(identity.bootstrap() ? RaftGroup.valueOf(groupId, self) : RaftGroup.valueOf(groupId))
                .setStateMachineRegistry(id -> id.equals(groupId) ? stateMachine : new BareStateMachine())
                // The builder's default deletes the log at every start.
                .setOption(RaftStorage.StartupOption.RECOVER);
        RaftServer server = null;
        try {
            server = builder.build();
            server.start();
            MemberServer started = new MemberServer(server, stateMachine, urls, groupId, address);
            stateMachine.requireLogged(started.lastIndex());
            if (identity.seeded() && identity.bootstrap() && stateMachine.snapshotIndex() < 0) {
                throw new StorageDamaged(
                        identity.storage(options.dataDir()), "the value that its group was to begin with is gone");
            }
            return started;
        } catch (IOException | RuntimeException failed) {
            if (server != null) {
                closeQuietly(server);
            }
            throw explained(failed, identity, options);
        }
    }

    static RaftProperties properties(MemberOptions options, PeerIdentity identity) {
        return RatisProperties.of(
                options.raft(),
                options.raft().ports().get(identity.port()),
                identity.storage(options.dataDir()),
                options.dataDir().resolve("raft-removed"));
    }

    /** Cuts the last entry off a closed peer's log, if it is that one, see {@link HalfGrowth#undo}. */
    static void undoLast(MemberOptions options, PeerIdentity identity, RaftGroupId groupId, long index)
            throws IOException {
        HalfGrowth.undo(properties(options, identity), RaftPeerId.valueOf(identity.peerId()), groupId, index);
    }

    private static void requireFree(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (BindException inUse) {
            BindException named = new BindException("Raft address "
                    + address.getAddress().getHostAddress() + ":" + address.getPort() + ": " + inUse.getMessage());
            named.initCause(inUse);
            throw named;
        }
    }

    private static IOException explained(Exception failed, PeerIdentity identity, MemberOptions options) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageDamaged || cause instanceof LevelTooHigh) {
                return (IOException) cause;
            }
            if (cause instanceof CorruptedFileException || cause instanceof ChecksumException) {
                return new StorageDamaged(
                        identity.storage(options.dataDir()), "its log is damaged (" + cause.getMessage() + ")");
            }
        }
        return new IOException(
                "the Raft peer " + identity.peerId() + " did not start from " + identity.storage(options.dataDir())
                        + ": " + failed.getMessage(),
                failed);
    }

    private static void closeQuietly(RaftServer server) {
        try {
            server.close();
        } catch (IOException | RuntimeException ignored) {
            // The reason why it did not start is told instead.
        }
    }

    static RaftPeer peer(String peerId, String raftAddress, String nodeUrl) {
        return RaftPeer.newBuilder()
                .setId(peerId)
                .setAddress(raftAddress)
                .setClientAddress(nodeUrl.replaceFirst("^https?://", ""))
                .build();
    }

    @Override
    public String peerId() {
        return server.getId().toString();
    }

    @Override
    public long term() {
        return info().getCurrentTerm();
    }

    @Override
    public boolean leaderReady() {
        DivisionInfo info = info();
        return info.isLeader() && info.isLeaderReady();
    }

    @Override
    public long commitIndex() {
        return division.getRaftLog().getLastCommittedIndex();
    }

    @Override
    public Voters voters() {
        RaftConfiguration configuration = division.getRaftConf();
        return new Voters(doors(configuration.getCurrentPeers()), doors(configuration.getPreviousPeers()));
    }

    private TreeMap<String, String> doors(@Nullable Collection<RaftPeer> peers) {
        TreeMap<String, String> doors = new TreeMap<>();
        if (peers != null) {
            peers.forEach(peer -> doors.put(peer.getId().toString(), urls.of(peer)));
        }
        return doors;
    }

    /** Peer id of the leader that it knows, or empty. */
    String leaderId() {
        RaftPeerId leader = info().getLeaderId();
        return leader == null ? "" : leader.toString();
    }

    /** Node door of the leader that it knows, or empty. */
    String leaderUrl() {
        RaftPeerId leader = info().getLeaderId();
        RaftPeer peer = leader == null ? null : configuration().getPeer(leader);
        return peer == null ? "" : urls.of(peer);
    }

    DivisionInfo info() {
        return division.getInfo();
    }

    /** Highest index in the own log, committed or not; -1 for none. */
    long lastIndex() {
        try {
            TermIndex last = division.getRaftLog().getLastEntryTermIndex();
            return last == null ? AppliedMoments.NOTHING : last.getIndex();
        } catch (IllegalStateException closed) {
            return AppliedMoments.NOTHING;
        }
    }

    RaftConfiguration configuration() {
        return division.getRaftConf();
    }

    /** For the benchmark's own group alone. */
    RaftServer raft() {
        return server;
    }

    RaftGroupId groupId() {
        return groupId;
    }

    String groupName() {
        return groupId.getUuid().toString();
    }

    InformationStateMachine stateMachine() {
        return stateMachine;
    }

    boolean running() {
        return info().getLifeCycleState() == LifeCycle.State.RUNNING;
    }

    /** Ratis has closed it, or is about to, and will not open it again. */
    boolean over() {
        return info().getLifeCycleState().isClosingOrClosed()
                || server.getLifeCycleState().isClosingOrClosed();
    }

    /** Its division is being closed, by Ratis itself: what comes of that is not known yet. */
    boolean closing() {
        return info().getLifeCycleState() == LifeCycle.State.CLOSING;
    }

    /** Ratis has closed it since it is out of the group. */
    boolean removed() {
        return stateMachine.removed();
    }

    /** Its log knows a group, and it is no running member of that: it was taken out, or has not quite come in. */
    boolean outside() {
        return !over() && !configuration().getCurrentPeers().isEmpty() && !(running() && voter());
    }

    /** It knows of no leader, and that group, which is younger than the one in its own log, does not name it. */
    boolean leftOutOf(Configuration group) {
        return !over()
                && leaderId().isEmpty()
                && !info().isLeader()
                && group.index() > configuration().getLogEntryIndex()
                && !group.peerIds().isEmpty()
                && !group.peerIds().contains(peerId())
                && !configuration().getCurrentPeers().isEmpty();
    }

    /** It votes in the latest group of its own log. */
    boolean voter() {
        RaftPeerId self = server.getId();
        return configuration().getPeer(self) != null;
    }

    /** Blocks for a short while, for seconds in a step-down. Continue only on a thread of our own. */
    CompletableFuture<RaftClientReply> submit(BatchMessage message) throws IOException {
        return direct.submitClientRequestAsync(request(message, RaftClientRequest.writeRequestType()));
    }

    /** Sends heartbeats to all followers if the commit index has moved since the last time. Blocks like {@link #submit}. */
    CompletableFuture<RaftClientReply> heartbeats() throws IOException {
        return direct.submitClientRequestAsync(request(Message.EMPTY, RaftClientRequest.readRequestType()));
    }

    private RaftClientRequest request(Message message, RaftClientRequest.Type type) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server.getId())
                .setGroupId(groupId)
                .setCallId(CallId.getAndIncrement())
                .setMessage(message)
                .setType(type)
                .build();
    }

    /** One change of the group, refused when the present one is not that. Bound the wait: it may hang. */
    CompletableFuture<RaftClientReply> change(List<RaftPeer> present, List<RaftPeer> next) throws IOException {
        return server.setConfigurationAsync(new SetConfigurationRequest(
                client,
                server.getId(),
                groupId,
                CallId.getAndIncrement(),
                SetConfigurationRequest.Arguments.newBuilder()
                        .setServersInCurrentConf(present)
                        .setServersInNewConf(next)
                        .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
                        .build()));
    }

    /** Hands leadership to that peer, or with null just steps down. */
    CompletableFuture<RaftClientReply> transfer(@Nullable RaftPeerId to, long withinMillis) throws IOException {
        return server.transferLeadershipAsync(new TransferLeadershipRequest(
                client, server.getId(), groupId, CallId.getAndIncrement(), to, withinMillis));
    }

    /** Its storage is let go and its port is free. */
    boolean closed() {
        if (info().getLifeCycleState() != LifeCycle.State.CLOSED) {
            return false;
        }
        try {
            requireFree(address);
            return true;
        } catch (IOException stillOpen) {
            return false;
        }
    }

    /** Writes the last snapshot and closes. */
    void close() throws IOException {
        stateMachine.stopping();
        server.close();
    }
}
