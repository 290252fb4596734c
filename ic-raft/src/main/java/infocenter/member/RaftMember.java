package infocenter.member;

import infocenter.client.LeaderWork;
import infocenter.client.Moment;
import infocenter.client.PeerCalls;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import infocenter.core.table.FeatureLevels;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's place in the Information Center: its peer id and storage, and the Raft server once it belongs to a cluster.
 * Thread-safe; the methods that start or stop the server block and belong on a worker thread.
 */
public final class RaftMember implements AutoCloseable {
    private final MemberOptions options;
    private final MemberThreads threads;
    private final StorageLock storage;
    private final LeaderDuties duties;
    private final AppliedMoments moments;
    private final LeaderCalls leaderCalls = new LeaderCalls();
    private final Proposals proposals;
    private final ReadIndexes readIndexes;
    private final PeerLife life;

    private RaftMember(
            MemberOptions options, PeerCalls calls, MemberEvents events, StorageLock storage, PeerIdentity identity) {
        this.options = options;
        this.storage = storage;
        threads = MemberThreads.start(options.gateway().value() + "-member");
        duties = new LeaderDuties(threads.events());
        moments = new AppliedMoments(threads.workers());
        life = new PeerLife(options, events, threads, duties, moments, leaderCalls, identity);
        CommitNews news = new CommitNews(this::server, threads);
        proposals = new Proposals(
                this::server,
                threads,
                news,
                new LevelGate(
                        FeatureLevels.STANDARD,
                        () -> moments.latest().information().cluster()));
        readIndexes = new ReadIndexes(this, calls, threads, news);
        new MemberWatch(this, threads).begin();
    }

    /**
     * Reads the peer's identity below the data folder, or mints one. Starts the server from disk if this gateway belongs to a
     * cluster already; otherwise waits for {@link #found} or {@link #attend}.
     *
     * @throws IOException naming the address in use, or the storage that is locked, damaged or incomplete
     */
    public static RaftMember open(MemberOptions options, PeerCalls calls, MemberEvents events) throws IOException {
        return open(options, calls, events, Neighbours.NONE);
    }

    /**
     * The same, asking others first. If the cluster has gone on in a higher epoch, or the storage is damaged and the group lives
     * without this member, the storage is put aside and this gateway comes back as a new peer.
     *
     * @throws IOException naming the address in use, or the storage that is locked, or damaged and of which nobody can replace what it
     *     held
     */
    public static RaftMember open(MemberOptions options, PeerCalls calls, MemberEvents events, Neighbours neighbours)
            throws IOException {
        StorageLock storage = StorageLock.take(options.dataDir());
        RaftMember member = null;
        try {
            PeerIdentity identity = PeerIdentity.open(options);
            member = new RaftMember(options, calls, events, storage, identity);
            if (identity.cluster() != null) {
                member.life.begin(identity.cluster(), neighbours);
            }
            return member;
        } catch (IOException | RuntimeException failed) {
            if (member != null) {
                member.threads.close();
            }
            storage.close();
            throw failed;
        }
    }

    /** Peer id and Raft address for {@code JoinNode}. */
    public Seat seat() {
        return life.identity().seat(options.raft());
    }

    /** The cluster that the disk says this gateway belongs to, or null. */
    public @Nullable Identity cluster() {
        return life.identity().cluster();
    }

    /** See {@link #found(Moment)}, for a cluster that begins with nothing. Repeated for the same cluster: nothing happens. */
    public void found(Identity cluster) throws IOException {
        life.found(cluster);
    }

    /**
     * The one bootstrap of a cluster: a group of this peer alone, which begins with that value. Remembered on disk, so that no later
     * start does it again; the value is there before anything says that there is a group.
     *
     * @param begin with term and index that it counts as
     * @throws IllegalStateException if the disk belongs to a cluster already
     */
    public void found(Moment begin) throws IOException {
        life.found(begin);
    }

    /**
     * Starts the server with the empty group, to wait until the leader adds this peer. Repeated for the same cluster: nothing
     * happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    public void attend(Identity cluster) throws IOException {
        life.attend(cluster);
    }

    /**
     * A new peer id on the other Raft port, for a gateway that the cluster knows with another peer id on this address. Only
     * before the server is started.
     */
    public Seat reseat() throws IOException {
        return life.reseat();
    }

    /**
     * The cluster has gone on in that epoch: closes the group of the epoch before, whose storage is put aside, and comes back as a new
     * peer that waits to be added.
     *
     * @return false when it is not a higher epoch of this cluster
     */
    public boolean renew(Identity next) throws IOException {
        return life.renew(next);
    }

    /** Work to start when this member leads and to stop when it does not. */
    public void whileLeading(LeaderWork work) {
        duties.add(work);
    }

    /** For gauges; cheap. */
    public MemberStatus status() {
        return MemberStatuses.of(life.identity().peerId(), server(), moments.latest(), proposals.pending());
    }

    /**
     * The group as other gateways know it from the table. If it goes on without this member, and this member hears of no leader, it
     * comes back as a new peer: who is out is told so by a leader only if that is one that it knows. Returns at once.
     */
    public void heardOf(Identity cluster, Configuration group) {
        if (cluster.equals(cluster()) && !closing()) {
            threads.snapshots().execute(() -> life.leftOutOf(group));
        }
    }

    /** The node door's answer to {@code NodePaths.TERM}; never blocks. */
    public TermAnswer answer(TermRequest request) {
        MemberServer here = server();
        if (here == null
                || !here.running()
                || !here.groupName().equals(request.groupId())
                || !here.peerId().equals(request.peerId())) {
            return new TermAnswer("", 0);
        }
        return new TermAnswer(here.peerId(), here.term());
    }

    /** The node door's answer to {@code NodePaths.READ_INDEX}. Completes on the member's thread; never fails. */
    public CompletableFuture<ReadIndexAnswer> answer(ReadIndexRequest request) {
        return readIndexes.answer(request);
    }

    /** The node door's answer to {@code NodePaths.SUBMIT}. Completes on the member's thread; never fails. */
    public CompletableFuture<SubmitAnswer> answer(SubmitRequest request) {
        Identity cluster = life.identity().cluster();
        if (cluster == null || !cluster.equals(new Identity(request.clusterId(), request.epoch())) || !leading()) {
            return CompletableFuture.completedFuture(
                    SubmitAnswer.of(SubmitAnswer.Status.NOT_LEADER, leading() ? "" : leaderUrl()));
        }
        return proposals.propose(request.batch(), Duration.ofMillis(Math.max(1, request.withinMillis())));
    }

    /**
     * Hands leadership over if it has it, to whoever answered last; everything else goes on. Blocks until another leads, at most about
     * that long; when nobody takes it, this member goes on leading.
     */
    public void handOver(Duration within) {
        MemberServer running = server();
        if (running != null) {
            MemberStop.handOver(running, within);
        }
    }

    /** Hands leadership over if it has it, takes a snapshot, closes; not longer than about that. Idempotent. */
    public void close(Duration within) {
        if (life.close()) {
            duties.follow();
            MemberServer running = server();
            if (running != null) {
                MemberStop.of(running, within);
            }
            threads.close();
            storage.close();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    // ---- for the rest of the room

    @Nullable
    MemberServer server() {
        return life.server();
    }

    MemberOptions options() {
        return options;
    }

    MemberThreads threads() {
        return threads;
    }

    AppliedMoments moments() {
        return moments;
    }

    Proposals proposals() {
        return proposals;
    }

    LeaderCalls leaderCalls() {
        return leaderCalls;
    }

    boolean closing() {
        return life.closing();
    }

    /** It leads and is ready. */
    boolean leading() {
        MemberServer here = server();
        return here != null && here.running() && here.leaderReady();
    }

    /** It holds the table: it runs and votes in the latest group of its log. */
    boolean voting() {
        MemberServer here = server();
        return here != null && here.running() && here.voter();
    }

    /** Node door of the leader as far as this member knows, else empty. */
    String leaderUrl() {
        return life.leaderUrl();
    }

    ReadIndexes readIndexes() {
        return readIndexes;
    }

    /** Closes what Ratis has given up and starts from disk again; the process should end if even that fails. Blocks. */
    void restart() {
        life.restart();
    }

    /** This gateway's peer is out of the group: comes back as a new one, which can be seated again. Blocks. */
    void comeBack() {
        life.comeBack();
    }

    /** Takes back a growth of the group that would leave it without a leader, see {@link HalfGrowth}. Blocks. */
    void undoHalfGrowth() {
        life.undoHalfGrowth();
    }
}
