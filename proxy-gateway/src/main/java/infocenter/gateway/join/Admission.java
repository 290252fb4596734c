package infocenter.gateway.join;

import infocenter.client.IcFailure;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.GatewayCalls;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings this process into its cluster and keeps it there: asks until it is admitted, opens the session, and joins again when the
 * session is lost. Owned by one thread of its own, which may block; public methods return at once.
 */
public final class Admission implements InitializeCluster, AutoCloseable {
    /** One question to another gateway. */
    static final Duration ASK_WITHIN = Duration.ofSeconds(3);
    /** For the new group of one to elect itself and apply. */
    static final Duration FOUND_WITHIN = Duration.ofSeconds(10);
    /** Between two rounds of questions. */
    static final Duration RETRY_AFTER = Duration.ofMillis(300);
    /** Refusals that asking again cannot cure. */
    private static final Set<Reason> FINAL = Set.of(
            Reason.OTHER_CLUSTER,
            Reason.DUPLICATE_ADDRESS,
            Reason.STALE_INCARNATION,
            Reason.OTHER_ROLE,
            Reason.FEATURE_LEVEL,
            Reason.JOIN_SECRET,
            Reason.DUPLICATE_ID,
            Reason.BAD_ARGUMENTS,
            Reason.TOO_LARGE);

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Newcomer self;
    private final OwnSeat seat;
    private final GatewayCalls calls;
    private final GatewayDoors doors;
    private final Supplier<String> clusterIds;
    private final Consumer<GaveUp> onRefused;
    private final ScheduledExecutorService thread;
    private final Founding founding;
    private final Duplicate duplicate;
    private volatile boolean joined;
    private boolean waitingSaid;

    /**
     * For one gateway.
     *
     * @param clusterIds mints a cluster id
     * @param onRefused told why, when the cluster will never admit this process
     * @param thread one thread of its own, closed with this
     */
    public Admission(
            Newcomer self,
            OwnSeat seat,
            GatewayCalls calls,
            GatewayDoors doors,
            Supplier<String> clusterIds,
            Consumer<GaveUp> onRefused,
            ScheduledExecutorService thread) {
        this.self = self;
        this.seat = seat;
        this.calls = calls;
        this.doors = doors;
        this.clusterIds = clusterIds;
        this.onRefused = onRefused;
        this.thread = thread;
        this.founding = new Founding(self.identity(), calls, doors);
        this.duplicate = new Duplicate(self.identity().id());
    }

    /** Begins to ask. */
    public void begin() {
        again(Duration.ZERO);
    }

    /** The session is gone: joins again. */
    public void sessionLost() {
        joined = false;
        again(Duration.ZERO);
    }

    /** In the cluster, with a session. */
    public boolean joined() {
        return joined;
    }

    @Override
    public CompletableFuture<Answer> initialize() {
        return CompletableFuture.supplyAsync(() -> found(Beginning.EMPTY), thread);
    }

    @Override
    public CompletableFuture<Answer> restore(Path backup) {
        return CompletableFuture.supplyAsync(() -> found(Beginning.of(backup)), thread);
    }

    /** A node of that cluster asks here: a cluster that this gateway does not know lives, or did. Any thread; quick. */
    public void heardOf(String clusterId, NodeId node) {
        if (!clusterId.isEmpty() && seat.cluster() == null) {
            founding.heardOf(clusterId, node);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void again(Duration after) {
        try {
            thread.schedule(this::joinUnlessIn, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.atDebug().log("not joining: this gateway is stopping");
        }
    }

    private void joinUnlessIn() {
        if (joined) {
            return;
        }
        try {
            Identity cluster = seat.cluster();
            if (cluster != null ? rejoin(cluster) : ask()) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException failed) {
            LOG.atWarn().addKeyValue("outcome", failed.getMessage()).log("could not join yet");
        }
        again(RETRY_AFTER);
    }

    /** Has been in the cluster before: the log is asked, wherever its leader is. */
    private boolean rejoin(Identity cluster) throws InterruptedException, IOException {
        Outcome outcome = submitted(self.join(cluster.clusterId(), seat.seat()), ASK_WITHIN);
        if (outcome instanceof Outcome.Refused refused && refused.reason() == Reason.NOT_INITIALIZED) {
            // This gateway was stopped between making the group and giving its table an identity.
            submitted(self.initialize(cluster.clusterId()), ASK_WITHIN);
            return false;
        }
        return outcome != null && admitted(outcome, cluster);
    }

    private boolean ask() throws InterruptedException, IOException {
        for (String door : doors.toAsk()) {
            ClusterMap map = mapAt(door);
            Identity cluster = map == null ? null : map.identity();
            if (map == null || cluster == null) {
                continue;
            }
            Node before = map.cluster().nodes().get(self.identity().id());
            if (before != null && standsAside(before)) {
                return twin();
            }
            JoinAnswer answer = answer(calls.join(
                    door, new JoinRequest(self.join(self.identity().clusterId(), seat.seat()), false), ASK_WITHIN));
            if (answer == null) {
                continue;
            }
            if (answer.outcome() instanceof Outcome.Refused refused) {
                return refused(refused);
            }
            if (cluster.clusterId().equals(answer.clusterId())) {
                seat.attend(cluster);
                return admitted(answer.outcome(), cluster);
            }
        }
        if (!waitingSaid) {
            waitingSaid = true;
            LOG.atInfo()
                    .addKeyValue("outcome", "waiting")
                    .log("no cluster yet: initialise one, or wait for one to answer");
        }
        return false;
    }

    /** True when asking again is of no use. */
    private boolean twin() {
        boolean twin = duplicate.tooLong();
        if (twin) {
            onRefused.accept(new GaveUp(
                    ProcessEnd.NOT_ADMITTED,
                    "duplicate-id: a gateway called " + self.identity().id() + " is up with another disk"));
        }
        return twin;
    }

    /**
     * The cluster knows this name with another Raft peer: this disk is new. Takes the seat of the one before when that one is down, as a
     * process that comes after it and on the other Raft address; true while that one is up.
     */
    private boolean standsAside(Node before) throws IOException {
        Seat known = before.seat();
        if (known == null || known.peerId().equals(seat.seat().peerId())) {
            return false;
        }
        boolean forgetful = self.identity().clusterId().isEmpty();
        if (forgetful && before.up()) {
            return true;
        }
        if (forgetful) {
            self.identity().outlive(before.incarnation());
        }
        if (known.raftAddress().equals(seat.seat().raftAddress())) {
            seat.reseat();
        }
        LOG.atWarn()
                .addKeyValue("member", self.identity().id())
                .addKeyValue("outcome", "new disk")
                .log(
                        "comes back with another disk: as peer {} after {}",
                        seat.seat().peerId(),
                        known.peerId());
        return false;
    }

    private boolean admitted(Outcome outcome, Identity cluster) throws IOException {
        if (outcome instanceof Outcome.Refused refused) {
            return refused(refused);
        }
        long session = outcome instanceof Outcome.Applied applied
                ? applied.sequence()
                : ((Outcome.AlreadyDone) outcome).sequence();
        self.identity().belongsTo(cluster.clusterId());
        seat.openSession(session);
        joined = true;
        LOG.atInfo()
                .addKeyValue("member", self.identity().id())
                .addKeyValue("outcome", "joined")
                .log("in cluster {} with session {}", cluster.clusterId(), session);
        return true;
    }

    /** True when asking again is of no use. */
    private boolean refused(Outcome.Refused refused) {
        if (!FINAL.contains(refused.reason())) {
            LOG.atInfo()
                    .addKeyValue("outcome", refused.reason().shown())
                    .log("not admitted yet: {}", refused.message());
            return false;
        }
        onRefused.accept(new GaveUp(end(refused.reason()), refused.reason().shown() + ": " + refused.message()));
        return true;
    }

    private static ProcessEnd end(Reason reason) {
        return switch (reason) {
            case FEATURE_LEVEL -> ProcessEnd.FEATURE_LEVEL;
            case JOIN_SECRET -> ProcessEnd.JOIN_SECRET;
            default -> ProcessEnd.NOT_ADMITTED;
        };
    }

    private Answer found(Beginning beginning) {
        Identity known = seat.cluster();
        if (known != null || !self.identity().clusterId().isEmpty()) {
            return new Answer.AlreadyInitialized(
                    known != null ? known.clusterId() : self.identity().clusterId());
        }
        try {
            Answer against = founding.begin();
            if (against != null) {
                return against;
            }
            Identity made = beginning.found(seat, clusterIds.get());
            self.identity().belongsTo(made.clusterId());
            return initialized(made, beginning);
        } catch (IOException failed) {
            return new Answer.Refused(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IcFailure.NotReady("this gateway is stopping");
        } finally {
            founding.end();
        }
    }

    /** Who this gateway is. Any thread; quick. */
    public WhoAnswer who(WhoRequest asked) {
        Identity cluster = seat.cluster();
        return founding.who(asked, cluster == null ? 0 : cluster.epoch());
    }

    /** The cluster has gone on in that epoch without this gateway: joins it there as another process. */
    public void goOn(Identity next) {
        try {
            thread.execute(() -> renewed(next));
        } catch (RejectedExecutionException closed) {
            LOG.atDebug().log("not joining: this gateway is stopping");
        }
    }

    private void renewed(Identity next) {
        try {
            if (seat.renew(next)) {
                self.identity().again();
                joined = false;
                again(Duration.ZERO);
            }
        } catch (IOException failed) {
            onRefused.accept(new GaveUp(
                    ProcessEnd.ofWriting(failed, self.identity().folder()),
                    "cannot go on in epoch " + next.epoch() + ": " + failed.getMessage()));
        }
    }

    private Answer initialized(Identity made, Beginning beginning) throws InterruptedException, IOException {
        if (beginning.empty()) {
            Outcome table = submitted(self.initialize(made.clusterId()), FOUND_WITHIN);
            if (table == null) {
                again(RETRY_AFTER);
                throw new IcFailure.CommitUnknown("the group was made but did not answer yet; it goes on by itself");
            }
            if (table instanceof Outcome.Refused refused) {
                return new Answer.Refused(refused.message());
            }
        }
        Outcome join = submitted(self.join(made.clusterId(), seat.seat()), FOUND_WITHIN);
        if (join == null || !admitted(join, made)) {
            again(RETRY_AFTER);
        }
        LOG.atInfo().addKeyValue("outcome", "initialized").log("made cluster {}", made.clusterId());
        return new Answer.Initialized(made);
    }

    private @Nullable ClusterMap mapAt(String door) throws InterruptedException {
        return answer(calls.map(
                door, new MapRequest(self.identity().id(), self.identity().incarnation()), ASK_WITHIN));
    }

    private @Nullable Outcome submitted(Command command, Duration within) throws InterruptedException {
        var receipt = answer(seat.submitSessionless(command, within));
        return receipt == null ? null : receipt.outcome();
    }

    /** The answer, or null when there was none. */
    private static <T> @Nullable T answer(CompletableFuture<T> asked) throws InterruptedException {
        try {
            return asked.get(FOUND_WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            LOG.atDebug().addKeyValue("outcome", none.getMessage()).log("no answer while joining");
            return null;
        }
    }
}
