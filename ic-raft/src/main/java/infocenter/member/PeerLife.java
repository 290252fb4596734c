package infocenter.member;

import infocenter.client.Moment;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peer that a gateway is, as its disk says, and the server that runs it: begun, founded, attended, started again, and replaced by a
 * new peer when its storage counts no more. Thread-safe; what starts or stops the server blocks.
 */
final class PeerLife {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLife.class);

    /** To close a server of the epoch before. */
    private static final Duration RENEW_MAX = Duration.ofSeconds(10);

    private final MemberOptions options;
    private final MemberEvents events;
    private final MemberThreads threads;
    private final LeaderDuties duties;
    private final AppliedMoments moments;
    private final LeaderCalls leaderCalls;
    private final LeaderClock clock = new LeaderClock(System::nanoTime, System::currentTimeMillis);
    private final ReentrantLock lifeCycle = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Set on the event thread: this member has stopped for good. */
    private final AtomicBoolean broken = new AtomicBoolean();

    private volatile PeerIdentity identity;
    private volatile @Nullable MemberServer server;

    PeerLife(
            MemberOptions options,
            MemberEvents events,
            MemberThreads threads,
            LeaderDuties duties,
            AppliedMoments moments,
            LeaderCalls leaderCalls,
            PeerIdentity identity) {
        this.options = options;
        this.events = events;
        this.threads = threads;
        this.duties = duties;
        this.moments = moments;
        this.leaderCalls = leaderCalls;
        this.identity = identity;
    }

    PeerIdentity identity() {
        return identity;
    }

    @Nullable
    MemberServer server() {
        return server;
    }

    boolean closed() {
        return closed.get();
    }

    boolean closing() {
        return closed.get() || broken.get();
    }

    /** True the first time: nothing is started from here on. */
    boolean close() {
        return closed.compareAndSet(false, true);
    }

    /** True the first time: this member has stopped for good. */
    boolean breakOff() {
        return broken.compareAndSet(false, true);
    }

    /** Node door of the leader as far as this member knows, else empty. */
    String leaderUrl() {
        MemberServer here = server;
        return here == null ? "" : here.leaderUrl();
    }

    /** This peer's group is made: no later start makes it again. */
    void bootstrapped() {
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

    /** Starts from disk, or as a new peer, see {@link RaftMember#open}. */
    void begin(Identity cluster, Neighbours neighbours) throws IOException {
        if (renew(neighbours.newest(cluster))) {
            return;
        }
        try {
            start(cluster);
        } catch (StorageDamaged damaged) {
            if (identity.bootstrap()
                    || !neighbours.served(
                            PeerIdentity.groupId(cluster).getUuid().toString())) {
                throw damaged;
            }
            moments.reset();
            putAside(cluster, "its storage is damaged, and the group lives without it: " + damaged.getMessage());
        }
    }

    /**
     * The cluster has gone on in that epoch: closes the group of the epoch before, whose storage is put aside, and comes back as a new
     * peer that waits to be added. Blocks.
     *
     * @return false when it is not a higher epoch of this cluster
     */
    boolean renew(Identity next) throws IOException {
        lifeCycle.lock();
        try {
            Identity present = identity.cluster();
            if (present == null
                    || !present.clusterId().equals(next.clusterId())
                    || next.epoch() <= present.epoch()
                    || closing()) {
                return false;
            }
            duties.follow();
            MemberServer old = server;
            server = null;
            if (old != null) {
                old.stateMachine().abandon();
                MemberStop.of(old, RENEW_MAX);
            }
            moments.reset();
            putAside(next, "the cluster has gone on in epoch " + next.epoch());
            return true;
        } finally {
            lifeCycle.unlock();
        }
    }

    private void putAside(Identity next, String why) throws IOException {
        PeerIdentity before = identity;
        identity = before.renewed(options, next);
        LOG.atWarn()
                .addKeyValue("member", identity.peerId())
                .addKeyValue("before", before.peerId())
                .log(
                        "comes back as a new peer, since {}; {} is kept for a while",
                        why,
                        before.storage(options.dataDir()));
        start(next);
    }

    /**
     * The one bootstrap of a cluster: a group of this peer alone. Remembered on disk, so that no later start does it again.
     * Repeated for the same cluster: nothing happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    void found(Identity cluster) throws IOException {
        enter(cluster, true);
    }

    /**
     * The same for a cluster that begins with a value: it is on disk before anything says that there is a group.
     *
     * @param at term and index that it counts as
     * @throws IllegalStateException if the disk belongs to a cluster already
     */
    void found(Moment at) throws IOException {
        Identity cluster = at.information().identity();
        lifeCycle.lock();
        try {
            if (cluster == null || identity.cluster() != null) {
                throw new IllegalStateException("only a gateway that is in no cluster begins with a cluster's value");
            }
            PeerIdentity founder = identity.in(cluster, true).seed();
            Seed.write(options, founder, cluster, at.information(), TermIndex.valueOf(at.term(), at.index()));
            founder.save(options.dataDir());
            identity = founder;
            start(cluster);
        } finally {
            lifeCycle.unlock();
        }
    }

    /**
     * Starts the server with the empty group, to wait until the leader adds this peer. Repeated for the same cluster: nothing
     * happens.
     *
     * @throws IllegalStateException if the disk belongs to another cluster
     */
    void attend(Identity cluster) throws IOException {
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
        InformationStateMachine stateMachine = new InformationStateMachine(
                moments,
                clock,
                new Notices(this, duties, leaderCalls, events, threads),
                LevelMark.open(options),
                threads.snapshots());
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
    Seat reseat() throws IOException {
        lifeCycle.lock();
        try {
            if (server != null) {
                throw new IllegalStateException("the server runs");
            }
            identity = identity.another(options);
            return identity.seat(options.raft());
        } finally {
            lifeCycle.unlock();
        }
    }

    /** Closes what Ratis has given up and starts from disk again; the process should end if even that fails. Blocks. */
    void restart() {
        again(here -> here.over() && !here.removed(), over -> {});
    }

    /** This gateway's peer is out of the group: comes back as a new one, which can be seated again. Blocks. */
    void comeBack() {
        comeBack(here -> here.removed() || here.outside());
    }

    /** The same, when the table says so and there is no leader to ask. Blocks. */
    void leftOutOf(Configuration group) {
        comeBack(here -> here.leftOutOf(group));
    }

    private void comeBack(Predicate<MemberServer> out) {
        again(out, old -> {
            old.stateMachine().abandon();
            moments.reset();
            identity = identity.another(options);
            LOG.atWarn()
                    .addKeyValue("member", identity.peerId())
                    .addKeyValue("before", old.peerId())
                    .log("taken out of the group; coming back as a new peer, without a seat");
            threads.events().execute(events::reseated);
        });
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
}
