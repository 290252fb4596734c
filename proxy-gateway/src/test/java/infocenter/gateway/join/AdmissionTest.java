package infocenter.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.bucket.Buckets;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.table.Clocks;
import infocenter.core.table.Information;
import infocenter.core.table.Xactions;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.GatewayCalls;
import infocenter.node.BuildLevel;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import infocenter.wire.BackupPieces;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

class AdmissionTest {
    private static final Identity C1 = new Identity("c1", 1);

    @TempDir
    Path folder;

    private final ScriptedSeat seat = new ScriptedSeat();
    private final ScriptedGateways gateways = new ScriptedGateways();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private NodeIdentity identity;
    private Admission admission;

    @BeforeEach
    void make() throws IOException {
        identity = NodeIdentity.begin(folder, new NodeId("g1"));
        admission = new Admission(
                new Newcomer(identity, new Addresses("http://p", "http://n"), "", 5),
                seat,
                gateways,
                new GatewayDoors("http://n", List.of("http://n", "http://other"), () -> ClusterMapView.NONE),
                () -> "minted",
                why -> refused.add(why.message()),
                Executors.newSingleThreadScheduledExecutor());
    }

    @AfterEach
    void close() {
        admission.close();
    }

    @Test
    void aGatewayWaitsUntilSomebodyHasAClusterAndThenJoinsIt() {
        admission.begin();
        Awaitility.await().until(() -> gateways.maps.get() >= 2);
        assertThat(admission.joined()).isFalse();
        gateways.cluster = C1;
        Awaitility.await().until(admission::joined);
        assertThat(seat.cluster).isEqualTo(C1);
        assertThat(seat.sessions).containsExactly(17L);
        assertThat(identity.clusterId()).isEqualTo("c1");
        assertThat(refused).isEmpty();
    }

    @Test
    void initMakesAClusterOnce() {
        assertThat(admission.initialize().join())
                .isEqualTo(new InitializeCluster.Answer.Initialized(new Identity("minted", 1)));
        assertThat(seat.commands).hasExactlyElementsOfTypes(Command.Initialize.class, Command.JoinNode.class);
        assertThat(seat.commands.get(0)).isEqualTo(new Command.Initialize("minted", BuildLevel.UNDERSTANDS, 5));
        assertThat(admission.joined()).isTrue();
        assertThat(admission.initialize().join()).isEqualTo(new InitializeCluster.Answer.AlreadyInitialized("minted"));
        assertThat(seat.commands).hasSize(2);
    }

    @Test
    void initLooksForAClusterThatTheOthersHaveAlready() {
        gateways.cluster = C1;
        assertThat(admission.initialize().join()).isEqualTo(new InitializeCluster.Answer.AlreadyInitialized("c1"));
        assertThat(seat.cluster).isNull();
    }

    @Test
    void initIsRefusedWhileAnotherMakesAClusterOrIsSilentButNotForOneThatIsAbsent() {
        gateways.who = CompletableFuture.completedFuture(new WhoAnswer(new NodeId("g2"), 1, "", 0, true));
        assertThat(admission.initialize().join()).isInstanceOf(InitializeCluster.Answer.Refused.class);
        gateways.who = CompletableFuture.failedFuture(new IllegalStateException("timeout"));
        assertThat(admission.initialize().join()).isInstanceOf(InitializeCluster.Answer.Refused.class);
        gateways.who = CompletableFuture.completedFuture(new WhoAnswer(new NodeId("g1"), 7, "", 0, false));
        assertThat(admission.initialize().join()).isInstanceOf(InitializeCluster.Answer.Refused.class);
        assertThat(seat.cluster).isNull();
        gateways.who = CompletableFuture.failedFuture(new ConnectException("refused"));
        assertThat(admission.initialize().join()).isInstanceOf(InitializeCluster.Answer.Initialized.class);
    }

    /** Its table is somewhere, or was: an empty cluster would answer as if nothing had ever been. */
    @Test
    void initIsRefusedWhileANodeLooksHereForAClusterThatThisDiskDoesNotKnow() {
        admission.heardOf("", new NodeId("t9"));
        admission.heardOf("c-lost", new NodeId("t1"));
        assertThat(admission.initialize().join())
                .isInstanceOfSatisfying(
                        InitializeCluster.Answer.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("t1 belongs to cluster c-lost", "xic ic recover", "stop or wipe"));
        assertThat(seat.cluster).isNull();
    }

    @Test
    void aClusterBeginsWithABackup() throws IOException {
        Identity old = new Identity("c-old", 4);
        Information kept = new Information(
                Clocks.ZERO,
                7,
                old,
                Cluster.EMPTY,
                Buckets.EMPTY,
                Xactions.EMPTY,
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty());
        Path backup = folder.resolve("backup");
        BackupPieces pieces = new BackupPieces(new Moment(kept, 3, 5));
        for (byte[] piece = pieces.next(); piece != null; piece = pieces.next()) {
            Files.write(backup, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        assertThat(admission.restore(folder.resolve("none")).join())
                .isInstanceOf(InitializeCluster.Answer.Refused.class);
        Path damaged = Files.write(folder.resolve("damaged"), new byte[100]);
        assertThat(admission.restore(damaged).join())
                .isInstanceOfSatisfying(
                        InitializeCluster.Answer.Refused.class,
                        refused -> assertThat(refused.message()).contains("is no backup"));
        assertThat(seat.cluster).isNull();
        assertThat(admission.restore(backup).join())
                .isEqualTo(new InitializeCluster.Answer.Initialized(new Identity("minted", 5)));
        assertThat(seat.commands).hasExactlyElementsOfTypes(Command.JoinNode.class);
        assertThat(identity.clusterId()).isEqualTo("minted");
        assertThat(admission.restore(backup).join())
                .isEqualTo(new InitializeCluster.Answer.AlreadyInitialized("minted"));
    }

    @Test
    void aHigherEpochIsJoinedAsAnotherProcess() {
        gateways.cluster = C1;
        admission.begin();
        Awaitility.await().until(admission::joined);
        long before = identity.incarnation();

        admission.goOn(new Identity("c1", 2));

        Awaitility.await().until(() -> seat.sessions.size() == 2);
        assertThat(seat.cluster.epoch()).isEqualTo(2);
        assertThat(identity.incarnation()).isEqualTo(before + 1);
        admission.goOn(C1);
        admission.goOn(new Identity("c1", 2));
        assertThat(admission.restore(folder).join()).isInstanceOf(InitializeCluster.Answer.AlreadyInitialized.class);
        assertThat(identity.incarnation()).as("not again").isEqualTo(before + 1);
    }

    @Test
    void aGatewayWithANewDiskWaitsUntilTheOneBeforeIsDownAndThenTakesItsPlace() {
        gateways.cluster = C1;
        gateways.known = before(NodeState.UP, "127.0.0.1:1");
        admission.begin();
        Awaitility.await().until(() -> gateways.maps.get() >= 2);
        assertThat(gateways.joins).isEmpty();
        assertThat(admission.joined()).isFalse();
        assertThat(seat.reseats).hasValue(0);

        gateways.known = before(NodeState.DOWN, "127.0.0.1:1");
        Awaitility.await().until(admission::joined);
        assertThat(seat.reseats).hasValue(1);
        assertThat(gateways.joins)
                .singleElement()
                .satisfies(join -> assertThat(join.join().incarnation()).isEqualTo(8));
        assertThat(identity.incarnation()).isEqualTo(8);
    }

    private static Node before(NodeState state, String raftAddress) {
        return new Node(
                new NodeId("g1"),
                Role.GATEWAY,
                new Addresses("http://p", "http://n"),
                "",
                7,
                state,
                new Seat("g1-0", raftAddress),
                1,
                0,
                1,
                1,
                0,
                state == NodeState.UP);
    }

    @Test
    void aRefusalThatTimeCannotCureIsSaidOnce() {
        gateways.cluster = C1;
        gateways.outcome = new Outcome.Refused(Reason.DUPLICATE_ADDRESS, "g2", "nodeUrl belongs to node g2");
        admission.begin();
        Awaitility.await().untilAsserted(() -> assertThat(refused).hasSize(1));
        assertThat(refused.get(0)).contains("duplicate-address", "g2");
        assertThat(admission.joined()).isFalse();
    }

    @Test
    void aLostSessionIsOpenedAnew() {
        gateways.cluster = C1;
        admission.begin();
        Awaitility.await().until(admission::joined);
        seat.session = 55;
        admission.sessionLost();
        Awaitility.await().untilAsserted(() -> assertThat(seat.sessions).containsExactly(17L, 55L));
    }

    @Test
    void aFounderThatWasStoppedHalfwayFinishesIt() {
        seat.cluster = C1;
        seat.answers.add(new Outcome.Refused(Reason.NOT_INITIALIZED, "", "not initialized"));
        seat.answers.add(new Outcome.Applied(1, "c1"));
        admission.begin();
        Awaitility.await().until(admission::joined);
        assertThat(seat.commands)
                .hasExactlyElementsOfTypes(Command.JoinNode.class, Command.Initialize.class, Command.JoinNode.class);
    }

    @Test
    void withoutALeaderItAsksAgain() {
        seat.cluster = C1;
        seat.silent = true;
        admission.begin();
        Awaitility.await().until(() -> seat.commands.size() >= 2);
        seat.silent = false;
        Awaitility.await().until(admission::joined);
    }

    private static final class ScriptedSeat implements OwnSeat {
        volatile Identity cluster;
        volatile boolean silent;
        volatile long session = 17;
        final AtomicInteger reseats = new AtomicInteger();
        final List<Command> commands = new CopyOnWriteArrayList<>();
        final List<Outcome> answers = new CopyOnWriteArrayList<>();
        final List<Long> sessions = new CopyOnWriteArrayList<>();

        @Override
        public Seat seat() {
            return new Seat("g1-1", "127.0.0.1:1");
        }

        @Override
        public void reseat() {
            reseats.incrementAndGet();
        }

        @Override
        public Identity cluster() {
            return cluster;
        }

        @Override
        public void found(Identity identity) {
            cluster = identity;
        }

        @Override
        public void attend(Identity identity) {
            cluster = identity;
        }

        @Override
        public void found(Moment begin) {
            cluster = begin.information().identity();
        }

        @Override
        public boolean renew(Identity next) {
            boolean higher = cluster != null && cluster.epoch() < next.epoch();
            cluster = higher ? next : cluster;
            return higher;
        }

        @Override
        public CompletableFuture<Receipt> submitSessionless(Command command, Duration within) {
            commands.add(command);
            if (silent) {
                return CompletableFuture.failedFuture(new IcFailure.NoLeader("no leader"));
            }
            Outcome outcome = answers.isEmpty() ? new Outcome.Applied(session, "g1") : answers.remove(0);
            return CompletableFuture.completedFuture(new Receipt(outcome, 1, 1));
        }

        @Override
        public void openSession(long opened) {
            sessions.add(opened);
        }
    }

    private static final class ScriptedGateways implements GatewayCalls {
        volatile Identity cluster;
        volatile Node known;
        volatile CompletableFuture<WhoAnswer> who;
        volatile Outcome outcome = new Outcome.Applied(17, "g1");
        final AtomicInteger maps = new AtomicInteger();
        final List<JoinRequest> joins = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<JoinAnswer> join(String nodeUrl, JoinRequest request, Duration within) {
            joins.add(request);
            return cluster == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("503"))
                    : CompletableFuture.completedFuture(new JoinAnswer(cluster.clusterId(), outcome));
        }

        @Override
        public CompletableFuture<ClusterMap> map(String nodeUrl, MapRequest request, Duration within) {
            maps.incrementAndGet();
            Cluster nodes = known == null ? Cluster.EMPTY : Cluster.EMPTY.with(known, 1);
            return cluster == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("503"))
                    : CompletableFuture.completedFuture(new ClusterMap(cluster, nodes, List.of(), 1, 1, 1));
        }

        @Override
        public CompletableFuture<WhoAnswer> who(String nodeUrl, WhoRequest request, Duration within) {
            return who != null
                    ? who
                    : CompletableFuture.completedFuture(
                            new WhoAnswer(new NodeId("g2"), 1, cluster == null ? "" : cluster.clusterId(), 1, false));
        }

        @Override
        public CompletableFuture<ReachAnswer> reach(String nodeUrl, ReachRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }
    }
}
