package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.table.Information;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.broadcast.AcknowledgementLog;
import infocenter.gateway.broadcast.BroadcastOrders;
import infocenter.gateway.change.ChangeBuckets;
import infocenter.gateway.change.ChangeCouncil;
import infocenter.gateway.change.ChangeNodes;
import infocenter.gateway.change.ChangeTransformers;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.GroupInfo;
import infocenter.gateway.join.InitializeCluster;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.read.ReadErrors;
import infocenter.gateway.read.ReadNames;
import infocenter.gateway.read.ReadTable;
import infocenter.gateway.read.RowState;
import infocenter.gateway.start.AbortXaction;
import infocenter.gateway.start.LargeArguments;
import infocenter.gateway.start.StartLimits;
import infocenter.gateway.start.StartXaction;
import infocenter.gateway.start.TellTargets;
import infocenter.node.ClusterMap;
import infocenter.settings.GatewaySettings;
import infocenter.settings.IcSettings;
import infocenter.settings.Listen;
import infocenter.settings.RaftSettings;
import infocenter.settings.RebalanceCareSettings;
import infocenter.settings.TargetCareSettings;
import infocenter.wire.BackupFile;
import infocenter.wire.WireException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.pcollections.TreePMap;

/** One gateway with the real door, use cases and table; only the log, the other gateways and the targets are played. */
final class Gateway implements AutoCloseable {
    static final String CLUSTER = "c1";
    static final int BODY_BYTES_MAX = 2 * 1024 * 1024;

    final TableInHand table = new TableInHand();
    final ObedientTargets targets = new ObedientTargets();
    final PassedOn passedOn = new PassedOn(table);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Http http;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    final List<BackupFile.Contents> restored = new CopyOnWriteArrayList<>();
    final Path folder = madeFolder();
    private final AtomicLong minted = new AtomicLong();
    private final HttpServer server;

    private Gateway(RestLimits limits) {
        Router router = Router.router(vertx);
        new RestDoor(limits).mount(vertx, router, useCases());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(16 * 1024)
                        .setHandle100ContinueAutomatically(false))
                .requestHandler(router)
                .invalidRequestHandler(new UnreadableRequests())
                .listen(0, "127.0.0.1")
                .await();
        http = new Http(server.actualPort());
    }

    /** In no cluster yet. */
    static Gateway fresh() {
        return new Gateway(RestLimits.STANDARD);
    }

    /** Of a cluster with that many targets, all in the active placement, and the buckets {@code src} and {@code dst}. */
    static Gateway ready(int targets) {
        return ready(RestLimits.STANDARD, targets);
    }

    static Gateway ready(RestLimits limits, int targets) {
        Gateway gateway = new Gateway(limits);
        gateway.form(targets);
        return gateway;
    }

    private void form(int count) {
        table.applySessionless(new Command.Initialize(CLUSTER, 1));
        table.applySessionless(join("g1", Role.GATEWAY));
        table.apply(new Command.RecordConfiguration(1, 1, List.of("p-g1")));
        List<NodeId> ids = new java.util.ArrayList<>();
        for (int at = 1; at <= count; at++) {
            table.applySessionless(join("t" + at, Role.TARGET));
            ids.add(new NodeId("t" + at));
        }
        if (count > 0) {
            table.apply(new Command.ProposePlacement(1, ids));
            table.apply(new Command.ActivatePlacement(1));
        }
        table.apply(new Command.CreateBucket(BucketName.of("src"), TreePMap.empty()));
        table.apply(new Command.CreateBucket(BucketName.of("dst"), TreePMap.empty()));
    }

    static Command.JoinNode join(String id, Role role) {
        return new Command.JoinNode(
                CLUSTER,
                new NodeId(id),
                role,
                new Addresses("http://" + id + ".example:1", "http://" + id + ".example:2"),
                "z1",
                1,
                role == Role.GATEWAY ? new Seat("p-" + id, id + ".example:3") : null,
                1);
    }

    Information now() {
        return table.moment().information();
    }

    Xaction row(String id) {
        return now().xactions().find(new XactionId(id));
    }

    /** Marks a target down, as the leader would. */
    void down(String target) {
        Node node = now().cluster().nodes().get(new NodeId(target));
        table.apply(new Command.MarkNodeDown(
                node.id(), node.incarnation(), table.moment().term(), "silent"));
    }

    /** Every target says that it started. */
    void acknowledge(String id) {
        table.apply(new Command.RecordAcknowledgements(row(id).runs().values().stream()
                .map(run -> new Command.RecordAcknowledgements.Acknowledgement(
                        new XactionId(id), run.target(), run.incarnation(), run.attempt()))
                .toList()));
    }

    /** Every target says how its run ended. */
    void end(String id, Command.RecordReports.RunEnd.How how) {
        table.apply(new Command.RecordReports(
                row(id).runs().values().stream().map(run -> end(id, run, how)).toList()));
    }

    private static Command.RecordReports.RunEnd end(String id, Run run, Command.RecordReports.RunEnd.How how) {
        return new Command.RecordReports.RunEnd(
                new XactionId(id), run.target(), run.incarnation(), run.attempt(), 1, how, "", run.counters());
    }

    private GatewayUseCases useCases() {
        Context loop = vertx.getOrCreateContext();
        Executor serial = task -> loop.runOnContext(ignored -> task.run());
        StartLimits limits = new StartLimits(Duration.ofMillis(300), Duration.ofSeconds(5), 64);
        RowState present = new RowState(
                table, (id, within) -> CompletableFuture.failedFuture(new IcFailure.NotMember("nobody else here")));
        MapFollower maps = maps();
        TellTargets tell = new TellTargets(
                table,
                new BroadcastOrders(new NodeId("g1"), targets, serial, System::nanoTime),
                new AcknowledgementLog(table, serial, Duration.ofSeconds(5)),
                present,
                limits,
                serial,
                System::nanoTime);
        StartXaction start = new StartXaction(
                table,
                () -> now().identity(),
                tell,
                new LargeArguments(table, () -> maps.view().placed(), targets, Duration.ofSeconds(5), Runnable::run),
                Runnable::run,
                present,
                () -> new XactionId("minted" + minted.incrementAndGet()),
                meters,
                limits,
                System::nanoTime);
        Duration within = Duration.ofSeconds(5);
        return new GatewayUseCases(
                settings(),
                start,
                new AbortXaction(table, within),
                new ReadTable(table, within),
                new ReadNames(maps, targets, within),
                new ReadErrors(maps, targets, within),
                new ChangeBuckets(table, within),
                new ChangeNodes(table, within),
                new ChangeCouncil(table, within),
                new ChangeTransformers(table, within),
                made(),
                maps,
                () -> new GroupInfo(
                        new NodeId("g1"),
                        1,
                        List.of(new GroupInfo.Peer(new NodeId("g1"), "p-g1", "g1.example:3", true, 0, -1, "")),
                        "",
                        0),
                passedOn,
                meters);
    }

    private InitializeCluster made() {
        return new InitializeCluster() {
            @Override
            public CompletableFuture<Answer> initialize() {
                Outcome outcome = table.applySessionless(new Command.Initialize(CLUSTER, 1));
                return CompletableFuture.completedFuture(
                        outcome instanceof Outcome.Applied
                                ? new Answer.Initialized(now().identity())
                                : new Answer.AlreadyInitialized(CLUSTER));
            }

            @Override
            public CompletableFuture<Answer> restore(Path backup) {
                try {
                    restored.add(BackupFile.read(backup));
                    return initialize();
                } catch (IOException | WireException unusable) {
                    return CompletableFuture.completedFuture(new Answer.Refused(String.valueOf(unusable.getMessage())));
                }
            }
        };
    }

    private MapFollower maps() {
        return new MapFollower() {
            @Override
            public ClusterMapView view() {
                Information now = now();
                return new ClusterMapView(new ClusterMap(
                        now.identity(),
                        now.cluster(),
                        List.copyOf(now.buckets().byName().values()),
                        now.sequence(),
                        1,
                        table.moment().index()));
            }

            @Override
            public CompletableFuture<ClusterMapView> newer() {
                return table.read(Duration.ofSeconds(5)).thenApply(moment -> view());
            }
        };
    }

    /** For bodies that are kept as files. */
    private static Path madeFolder() {
        try {
            Path folder = Files.createTempDirectory("gateway");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private GatewaySettings settings() {
        return new GatewaySettings(
                new NodeId("g1"),
                "",
                folder,
                new Listen("127.0.0.1", 1),
                new Listen("127.0.0.1", 2),
                new RaftSettings(
                        "127.0.0.1", List.of(3, 4), Duration.ofMillis(500), Duration.ofSeconds(1), 20_000, 25_000),
                new IcSettings(3, Duration.ofSeconds(30)),
                new TargetCareSettings(Duration.ofSeconds(60)),
                new RebalanceCareSettings(Duration.ofMinutes(2)),
                List.of(),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                BODY_BYTES_MAX);
    }

    /** Stops as a gateway does: no more is accepted, what is under way may end. */
    void shutdown() {
        server.shutdown(20, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close().await();
        vertx.close().await();
        table.close();
    }
}
