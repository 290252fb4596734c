package infocenter.target;

import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.node.JoinSecret;
import infocenter.node.NodeRole;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import infocenter.node.RunReport;
import infocenter.settings.TargetSettings;
import infocenter.target.ais.AisDoor;
import infocenter.target.fetch.Web;
import infocenter.target.job.Jobs;
import infocenter.target.report.GatewayCalls;
import infocenter.target.report.Gateways;
import infocenter.target.report.Joining;
import infocenter.target.report.MapFetch;
import infocenter.target.report.ReportPush;
import infocenter.target.rest.Authority;
import infocenter.target.rest.Disks;
import infocenter.target.rest.Doors;
import infocenter.target.rest.HttpPeers;
import infocenter.target.rest.PeerArguments;
import infocenter.target.run.ActiveRun;
import infocenter.target.run.Fence;
import infocenter.target.run.Gate;
import infocenter.target.run.HighWater;
import infocenter.target.run.Incarnation;
import infocenter.target.run.KeptArguments;
import infocenter.target.run.LargeArguments;
import infocenter.target.run.Lease;
import infocenter.target.run.MapCopy;
import infocenter.target.run.MapKeeping;
import infocenter.target.run.OrderBook;
import infocenter.target.run.Orders;
import infocenter.target.run.Pulse;
import infocenter.target.run.RunListener;
import infocenter.target.run.Runs;
import infocenter.target.run.Workers;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.StoreLimits;
import infocenter.target.transform.StreamingTransforms;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target, put together: store, run room, doors, and what it tells gateways. Started and closed by any thread; between, its rooms
 * run on threads of their own.
 */
final class TargetNode implements NodeRole.Running {
    private static final Logger LOG = LoggerFactory.getLogger(TargetNode.class);

    /** For a leader to mark a target down that says that it stops. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(3);
    /** So long no order has come: nobody has one under way any more. */
    private static final Duration UNASKED = Duration.ofMillis(300);
    /** A stopping target does not wait longer for gateways that go on sending. */
    private static final Duration UNASKED_WITHIN = Duration.ofMillis(1_500);

    private static final long LARGE_BYTES_MAX =
            LargeArguments.bytesMaxFor(Runtime.getRuntime().maxMemory());

    private final TargetSettings settings;
    private final ObjectStore store;
    private final long incarnation;
    private final TargetThreads threads;
    private final TargetMeters meters;
    private final Fence fence;
    private final MapCopy map = new MapCopy();
    private final Pulse pulse = new Pulse(System::nanoTime, Clock.systemUTC()::millis);
    private final Lease lease;
    private final Gate gate;
    private final Workers workers;
    private final LargeArguments large;
    private final Web web;
    private final StreamingTransforms transforms;
    private final Runs runs;
    private final Orders orders;
    private final Disks disks;
    private final GatewayCalls calls;
    private final MapFetch fetch;
    private final ReportPush push;
    private final Joining joining;
    private final Doors.Rooms rooms;
    private @Nullable Doors doors;
    private final GivenUp gaveUp;
    private volatile boolean admitted;
    private boolean closed;

    private TargetNode(TargetSettings settings, ObjectStore store, Function<Web, Jobs> jobs, TargetThreads threads)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.threads = threads;
        this.gaveUp = new GivenUp(settings.id(), settings.cluster().understands());
        NodeId self = settings.id();
        this.incarnation = Incarnation.next(settings.dataDir());
        this.fence = Fence.open(settings.dataDir());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.meters = new TargetMeters(registry);
        this.lease = new Lease(incarnation, System::nanoTime, pulse);
        this.gate = new Gate(lease);
        this.workers = new Workers(self.value(), settings.workers(), gate, threads.timer(), System::nanoTime);
        this.transforms =
                StreamingTransforms.open(self.value(), settings.transform(), settings.dataDir(), threads.vertx());
        this.large = largeArguments(settings, map);
        this.web = Web.open(self.value(), settings.download());
        this.runs = new Runs(
                new OrderBook(incarnation),
                jobs.apply(web),
                workers,
                surroundings(),
                large,
                LARGE_BYTES_MAX,
                settings.runsMax(),
                threads.orders(),
                new Heard());
        HighWater highWater = new HighWater(settings.lru(), store, map, System::nanoTime);
        this.orders = orders(highWater);
        this.disks = new Disks(threads.vertx(), self.value());
        this.calls = new GatewayCalls(threads.vertx());
        EndedBuckets ended = new EndedBuckets(self, store, disks);
        Gateways gateways = new Gateways(orders::leaderUrl, map, settings.join());
        this.fetch = new MapFetch(
                threads.vertx(),
                calls,
                gateways,
                map,
                self,
                incarnation,
                new MapOwner(self, orders, ended, this::admit, gaveUp::level));
        this.push = new ReportPush(
                threads.vertx(),
                calls,
                gateways,
                self,
                incarnation,
                fence::clusterId,
                runs.reports(),
                threads.orders());
        this.joining = new Joining(
                threads.vertx(),
                calls,
                gateways,
                this::command,
                orders::silence,
                new Admitted(),
                JoinSecret.read(settings.cluster().joinSecretFile()));
        this.rooms = rooms(registry);
    }

    /** When the run room is there. */
    private Orders orders(HighWater highWater) {
        return new Orders(
                settings.id(),
                incarnation,
                fence,
                lease,
                gate,
                runs,
                map,
                highWater,
                store,
                this::want,
                System::nanoTime,
                threads::aside);
    }

    /** When all others are there. */
    private ActiveRun.Surroundings surroundings() {
        return new ActiveRun.Surroundings(
                settings.id(),
                store,
                map,
                gate,
                context -> new HttpPeers(context, map, incarnation),
                transforms,
                threads.lanes(),
                System::nanoTime);
    }

    private Doors.Rooms rooms(PrometheusMeterRegistry registry) {
        return new Doors.Rooms(
                threads.vertx(),
                new Authority(settings.id(), map, gate),
                fetch,
                orders,
                threads.orders(),
                runs,
                large,
                store,
                transforms,
                disks,
                registry,
                new Readiness(() -> admitted, map, gate, gaveUp.future())::missing,
                objects -> new AisDoor(
                        threads.vertx(), objects, () -> UUID.randomUUID().toString(), System::nanoTime));
    }

    private static LargeArguments largeArguments(TargetSettings settings, MapCopy map) throws IOException {
        return new LargeArguments(
                settings.id().value(),
                KeptArguments.open(settings.dataDir(), KeptArguments.BYTES_MAX),
                new PeerArguments(settings.id(), map),
                LARGE_BYTES_MAX);
    }

    /** Recovers the disks, opens the doors, and goes on to join in the background. */
    static TargetNode start(TargetSettings settings, Function<Web, Jobs> jobs) throws IOException {
        Files.createDirectories(settings.dataDir());
        List<MountPath> mounts = settings.mounts().stream()
                .map(mount -> new MountPath(mount.path(), mount.capacity().bytes()))
                .toList();
        ObjectStore store = ObjectStore.open(
                mounts, StoreLimits.forHeap(Runtime.getRuntime().maxMemory()), Clock.systemUTC());
        TargetThreads threads = TargetThreads.begin(settings.id().value());
        TargetNode node;
        try {
            node = new TargetNode(settings, store, jobs, threads);
        } catch (IOException | RuntimeException failed) {
            threads.end();
            store.close();
            throw failed;
        }
        try {
            node.begin();
            return node;
        } catch (IOException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    @Override
    public String id() {
        return settings.id().value();
    }

    @Override
    public String publicUrl() {
        return settings.rest().url();
    }

    @Override
    public CompletableFuture<GaveUp> gaveUp() {
        return gaveUp.future();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long begin = System.nanoTime();
        joining.close();
        Farewell farewell = new Farewell(settings.drain());
        // Out of its lease nobody syncs it, so nobody would hear.
        if (admitted && lease.held()) {
            farewell.await(CompletableFuture.supplyAsync(orders::sayFarewell, threads.orders())
                    .thenCompose(told -> told));
            // Whoever registered a start before the table said so still sends it here.
            farewell.until(orders::hasLeft, LEAVES_WITHIN);
            farewell.until(() -> orders.unasked().compareTo(UNASKED) >= 0, UNASKED_WITHIN);
            farewell.await(CompletableFuture.runAsync(orders::stop, threads.orders()));
            farewell.await(CompletableFuture.supplyAsync(runs.reports()::whenEmpty, threads.orders())
                    .thenCompose(empty -> empty));
        }
        gate.shut();
        push.close();
        if (doors != null) {
            farewell.await(doors.shut(farewell.leftMillis()).toCompletionStage().toCompletableFuture());
        }
        workers.close();
        transforms.close();
        large.close();
        web.close();
        disks.close(farewell.leftMillis());
        calls.close();
        threads.end();
        meters.close();
        try {
            store.close();
        } catch (IOException failed) {
            LOG.atWarn().setCause(failed).addKeyValue("target", settings.id()).log("store did not close well");
        }
        LOG.atInfo()
                .addKeyValue("target", settings.id())
                .addKeyValue("tookMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                .log("target has stopped");
    }

    private synchronized void begin() throws IOException {
        store.keptBy(new MapKeeping(settings.id(), map));
        store.closed(map::closed);
        meters.watch(store);
        meters.watch(runs, lease);
        meters.watch(large.kept());
        doors = Doors.open(settings.rest(), settings.node(), rooms);
        threads.timer().scheduleAtFixedRate(this::beat, 0, Pulse.EVERY.toMillis(), TimeUnit.MILLISECONDS);
        threads.timer()
                .scheduleAtFixedRate(
                        new MountLooks(store, threads::aside), 0, MountLooks.EVERY.toMillis(), TimeUnit.MILLISECONDS);
        large.sweepWhile(lease::held, runs::uses);
        joining.begin();
        LOG.atInfo()
                .addKeyValue("target", settings.id())
                .addKeyValue("incarnation", incarnation)
                .log("target is up");
    }

    private void beat() {
        if (pulse.paused()) {
            lease.end();
            LOG.atWarn().addKeyValue("target", settings.id()).log("this process was paused: out of lease");
        }
        pulse.beat();
    }

    private void want(long sequence) {
        fetch.want(sequence);
    }

    private Command.JoinNode command() {
        Addresses addresses =
                new Addresses(settings.rest().url(), settings.node().url());
        return new Command.JoinNode(
                fence.clusterId(),
                settings.id(),
                Role.TARGET,
                addresses,
                settings.zone(),
                incarnation,
                null,
                settings.cluster().understands());
    }

    private CompletableFuture<Void> admit(String clusterId, long sequence) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        orders.admitted(clusterId, sequence);
                    } catch (IOException failed) {
                        throw new java.io.UncheckedIOException(failed);
                    }
                },
                threads.orders());
    }

    private final class Admitted implements Joining.Listener {
        @Override
        public Future<Void> admitted(String clusterId, long sequence) {
            return Future.fromCompletionStage(admit(clusterId, sequence)).onSuccess(done -> {
                admitted = true;
                fetch.want(1);
            });
        }

        @Override
        public void hopeless(ProcessEnd end, String why) {
            gaveUp.because(end, "is not admitted: " + why);
        }
    }

    /** On the orders thread. */
    private final class Heard implements RunListener {
        @Override
        public void started(String kind) {
            meters.started(kind);
        }

        @Override
        public void ended(String kind, String outcome) {
            meters.ended(kind, outcome);
        }

        @Override
        public void reported(RunReport report) {
            push.nudge();
        }
    }
}
