package infocenter.target.run;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderRequest;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.node.SyncRequest.Committed;
import infocenter.settings.LruSettings;
import infocenter.target.job.Job;
import infocenter.target.job.Jobs;
import infocenter.target.job.Peers;
import infocenter.target.job.Transforms;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.StoreLimits;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The run room of one target with a clock of its own and the test's thread as its orders thread: what workers hand over is done in
 * {@link #settleDown}.
 */
final class TargetOnDesk implements AutoCloseable {
    static final long MINE = 2;
    static final String CLUSTER = "c1";
    static final int LARGE_BYTES_MAX = 1_000;

    final AtomicLong nanos = new AtomicLong();
    final AtomicLong wallMillis = new AtomicLong();
    final Pulse pulse = new Pulse(nanos::get, wallMillis::get);
    final Lease lease = new Lease(MINE, nanos::get, pulse);
    final Gate gate = new Gate(lease);
    final MapCopy map = new MapCopy();
    final Fence fence;
    final LargeArguments large;
    volatile LargeArguments.Source others = (address, into) -> false;
    final Runs runs;
    final Orders orders;
    final List<RunReport> reported = new ArrayList<>();
    final List<Long> mapWanted = new ArrayList<>();
    private final BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final ObjectStore store;
    private final Workers workers;
    long number;
    long answered;

    TargetOnDesk(Path dir, List<Job> jobs, int runsMax) throws IOException {
        this(dir, Jobs.of(jobs), runsMax);
        map.take(Maps.of(1, 1, Maps.target("t1", 1, true)));
    }

    /** One that no map has reached yet. */
    TargetOnDesk(Path dir, Jobs jobs, int runsMax) throws IOException {
        store = ObjectStore.open(
                List.of(new MountPath(dir.resolve("m1"), 1 << 20)), StoreLimits.forHeap(64 << 20), Clock.systemUTC());
        fence = Fence.open(dir);
        fence.adopt(CLUSTER);
        workers = new Workers("test", 2, gate, timer, System::nanoTime);
        NodeId self = new NodeId("t1");
        ActiveRun.Surroundings surroundings = new ActiveRun.Surroundings(
                self, store, map, gate, context -> noPeers(), noTransforms(), Runnable::run, System::nanoTime);
        large = new LargeArguments(
                "t1", KeptArguments.open(dir, 10_000), (address, into) -> others.fetch(address, into), LARGE_BYTES_MAX);
        runs = new Runs(
                new OrderBook(MINE),
                jobs,
                workers,
                surroundings,
                large,
                LARGE_BYTES_MAX,
                runsMax,
                handedOver::add,
                new RunListener() {
                    @Override
                    public void started(String kind) {}

                    @Override
                    public void ended(String kind, String outcome) {}

                    @Override
                    public void reported(RunReport report) {
                        reported.add(report);
                    }
                });
        HighWater highWater = new HighWater(new LruSettings(90, 80, Duration.ofMinutes(10)), store, map, nanos::get);
        orders = new Orders(
                self,
                MINE,
                fence,
                lease,
                gate,
                runs,
                map,
                highWater,
                store,
                mapWanted::add,
                nanos::get,
                work -> new Thread(work).start());
    }

    /** Does what workers have handed over so far. */
    void settleDown() {
        for (Runnable next = handedOver.poll(); next != null; next = handedOver.poll()) {
            next.run();
        }
    }

    /** Two syncs whose answers arrive: the target is in its lease. */
    void intoLease() throws IOException {
        sync(1, List.of());
        sync(1, List.of());
    }

    void passes(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1_000) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            wallMillis.addAndGet(1_000);
            pulse.beat();
        }
    }

    /** The next sync of that term, which acknowledges the last answer. */
    SyncAnswer sync(long term, List<Order> due) throws IOException {
        return sync(term, due, 0, List.of());
    }

    SyncAnswer sync(long term, List<Order> due, long floor, List<Committed> committed) throws IOException {
        settleDown();
        number++;
        SyncAnswer answer = orders.sync(request(term, number, answered, due, floor, committed));
        answered = number;
        return answer;
    }

    SyncRequest request(long term, long ofNumber, long ack, List<Order> due, long floor, List<Committed> committed) {
        return new SyncRequest(
                CLUSTER, 0, term, ofNumber, new NodeId("g1"), "http://g1", MINE, ack, 0, 0, 0, floor, due, committed);
    }

    OrderRequest fast(long term, Order... due) {
        return new OrderRequest(CLUSTER, 0, term, new NodeId("g2"), List.of(due));
    }

    static Order start(String id, int attempt, long sequence, String kind) {
        return new Order(
                Order.Type.START, new XactionId(id), attempt, MINE, sequence, kind, "{}", "", List.of(), List.of());
    }

    static Order stop(String id, int attempt, long sequence) {
        return Order.stop(new XactionId(id), attempt, MINE, sequence);
    }

    private static Transforms noTransforms() {
        return (Transforms) Proxy.newProxyInstance(
                Transforms.class.getClassLoader(), new Class<?>[] {Transforms.class}, (p, m, a) -> {
                    throw new IOException("none");
                });
    }

    private static Peers noPeers() {
        return (Peers) Proxy.newProxyInstance(Peers.class.getClassLoader(), new Class<?>[] {Peers.class}, (p, m, a) -> {
            throw new IOException("alone");
        });
    }

    @Override
    public void close() throws IOException {
        gate.shut();
        workers.close();
        large.close();
        timer.shutdownNow();
        store.close();
    }
}
