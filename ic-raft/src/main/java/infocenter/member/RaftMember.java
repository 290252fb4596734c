package infocenter.member;

import infocenter.client.LeaderWork;
import infocenter.client.PeerCalls;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This gateway's place in the Information Center: its peer id and storage, and the Raft server once it belongs to a cluster.
 * Thread-safe; the methods that start or stop the server block and belong on a worker thread.
 */
public final class RaftMember implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RaftMember.class);

    private final MemberOptions options;
    private final MemberEvents events;
    private final MemberThreads threads;
    private final StorageLock storage;
    private final LeaderDuties duties;
    private final AppliedMoments moments;
    private final LeaderClock clock = new LeaderClock(System::nanoTime, System::currentTimeMillis);
    private final LeaderCalls leaderCalls = new LeaderCalls();
    private final Proposals proposals;
    private final ReadIndexes readIndexes;
    private final ReentrantLock lifeCycle = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Set on the event thread: this member has stopped for good. */
    private volatile boolean broken;

    private volatile PeerIdentity identity;
    private volatile @Nullable MemberServer server;

    private RaftMember(
            MemberOptions options, PeerCalls calls, MemberEvents events, StorageLock storage, PeerIdentity identity) {
        this.options = options;
        this.events = events;
        this.storage = storage;
        this.identity = identity;
        threads = MemberThreads.start(options.gateway().value() + "-member");
        duties = new LeaderDuties(threads.events());
        moments = new AppliedMoments(threads.workers());
        CommitNews news = new CommitNews(this::server, threads);
        proposals = new Proposals(this::server, threads, news);
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
        StorageLock storage = StorageLock.take(options.dataDir());
        RaftMember member = null;
        try {
            PeerIdentity identity = PeerIdentity.open(options);
            member = new RaftMember(options, calls, events, storage, identity);
            if (identity.cluster() != null) {
                member.start(identity.cluster());
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
        return identity.seat(options.raft());
    }

    /** The cluster that the disk says this gateway belongs to, or null. */
    public @Nullable Identity cluster() {
        return identity.cluster();
    }

    /**
     * The one bootstrap of a cluster: a group of this peer alone. Remembered on disk, so that no later start does it again.
     * Repeated for the same cluster: nothing happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    public void found(Identity cluster) throws IOException {
        enter(cluster, true);
    }

    /**
     * Starts the server with the empty group, to wait until the leader adds this peer. Repeated for the same cluster: nothing
     * happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    public void attend(Identity cluster) throws IOException {
        enter(cluster, false);
    }

    private void enter(Identity cluster, boolean bootstraps) throws IOException {
        lifeCycle.lock();
        try {
            Identity present = identity.cluster();
            if (present != null && !present.equals(cluster)) {
                throw new IllegalStateException("this gateway belongs to cluster " + present.clusterId() + " of epoch "
                        + present.epoch() + ", not to " + cluster.clusterId() + " of epoch " + cluster.epoch());
            }
            if (present == null) {
                PeerIdentity entered = identity.in(cluster, bootstraps);
                entered.save(options.dataDir());
                identity = entered;
            }
            if (server == null) {
                start(cluster);
            }
        } finally {
            lifeCycle.unlock();
        }
    }

    private void start(Identity cluster) throws IOException {
        InformationStateMachine stateMachine =
                new InformationStateMachine(moments, clock, new Notices(), threads.snapshots());
        server = MemberServer.start(options, identity, cluster, stateMachine, new PeerUrls(moments));
        LOG.atInfo()
                .addKeyValue("member", identity.peerId())
                .addKeyValue("index", moments.latest().index())
                .log(identity.bootstrap() ? "member founds the group" : "member started");
    }

    /**
     * A new peer id on the other Raft port, for a gateway that the cluster knows with another peer id on this address. Only
     * before the server is started.
     */
    public Seat reseat() throws IOException {
        lifeCycle.lock();
        try {
            if (server != null) {
                throw new IllegalStateException("the server runs");
            }
            identity = identity.another(options);
            return seat();
        } finally {
            lifeCycle.unlock();
        }
    }

    /** Work to start when this member leads and to stop when it does not. */
    public void whileLeading(LeaderWork work) {
        duties.add(work);
    }

    /** For gauges; cheap. */
    public MemberStatus status() {
        return MemberStatuses.of(identity.peerId(), server, moments.latest(), proposals.pending());
    }

    /** The node door's answer to {@code NodePaths.TERM}; never blocks. */
    public TermAnswer answer(TermRequest request) {
        MemberServer here = server;
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
        Identity cluster = identity.cluster();
        if (cluster == null || !cluster.clusterId().equals(request.clusterId()) || !leading()) {
            return CompletableFuture.completedFuture(
                    SubmitAnswer.of(SubmitAnswer.Status.NOT_LEADER, leading() ? "" : leaderUrl()));
        }
        return proposals.propose(request.batch(), Duration.ofMillis(Math.max(1, request.withinMillis())));
    }

    /** Hands leadership over if it has it, takes a snapshot, closes; not longer than about that. Idempotent. */
    public void close(Duration within) {
        if (closed.compareAndSet(false, true)) {
            duties.follow();
            MemberServer running = server;
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
        return server;
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
        return closed.get() || broken;
    }

    /** It leads and is ready. */
    boolean leading() {
        MemberServer here = server;
        return here != null && here.running() && here.leaderReady();
    }

    /** It holds the table: it runs and votes in the latest group of its log. */
    boolean voting() {
        MemberServer here = server;
        return here != null && here.running() && here.voter();
    }

    /** Node door of the leader as far as this member knows, else empty. */
    String leaderUrl() {
        MemberServer here = server;
        return here == null ? "" : here.leaderUrl();
    }

    ReadIndexes readIndexes() {
        return readIndexes;
    }

    /** Closes what Ratis has given up and starts from disk again; the process should end if even that fails. Blocks. */
    void restart() {
        again(MemberServer::over, over -> {});
    }

    /** Takes back a growth of the group that would leave it without a leader, see {@link HalfGrowth}. Blocks. */
    void undoHalfGrowth() {
        again(HalfGrowth::stuck, stuck -> {
            long index = stuck.configuration().getLogEntryIndex();
            MemberServer.undoLast(options, identity, stuck.groupId(), index);
        });
    }

    private void again(Predicate<MemberServer> wanted, Repair between) {
        lifeCycle.lock();
        try {
            MemberServer over = server;
            Identity cluster = identity.cluster();
            if (over == null || cluster == null || closing() || !wanted.test(over)) {
                return;
            }
            MemberStop.of(over, Duration.ofSeconds(10));
            between.repair(over);
            start(cluster);
        } catch (IOException | RuntimeException failed) {
            LOG.atError()
                    .addKeyValue("member", identity.peerId())
                    .setCause(failed)
                    .log("could not start again");
            events.fatal("the member could not start again: " + failed.getMessage(), failed);
        } finally {
            lifeCycle.unlock();
        }
    }

    /** What is done to the disk between a stop and a start. */
    private interface Repair {
        void repair(MemberServer stopped) throws IOException;
    }

    /** What Ratis' threads tell; passed on to our own at once. */
    private final class Notices implements StateMachineEvents {
        @Override
        public void leading(long term) {
            later(this::bootstrapped);
            duties.lead(term);
        }

        @Override
        public void notLeading() {
            duties.follow();
        }

        @Override
        public void leaderChanged(String peerId) {
            later(() -> {
                String url = leaderUrl();
                leaderCalls.leaderIs(url);
                events.leaderChanged(url);
            });
        }

        @Override
        public void configurationChanged() {
            // The keeper looks each second; nobody else needs it sooner.
        }

        @Override
        public void broken(String why, Throwable cause) {
            LOG.atError()
                    .addKeyValue("member", identity.peerId())
                    .setCause(cause)
                    .log(why);
            later(() -> {
                MemberServer here = server;
                if (here != null && !broken) {
                    broken = true;
                    duties.follow();
                    MemberStop.of(here, Duration.ofSeconds(5));
                    events.fatal(why, cause);
                }
            });
        }

        /** This peer's group is made: no later start makes it again. */
        private void bootstrapped() {
            PeerIdentity done = identity;
            if (done.bootstrap()) {
                try {
                    PeerIdentity settled = done.bootstrapped();
                    settled.save(options.dataDir());
                    identity = settled;
                } catch (IOException failed) {
                    events.fatal("cannot write " + options.dataDir(), failed);
                }
            }
        }

        private void later(Runnable step) {
            if (!closed.get()) {
                threads.events().execute(step);
            }
        }
    }
}
