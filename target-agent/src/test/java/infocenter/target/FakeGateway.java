package infocenter.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Configuration;
import infocenter.core.cluster.Council;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.NodePaths;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.OrderRequest;
import infocenter.node.ReportAnswer;
import infocenter.node.ReportRequest;
import infocenter.node.RunReport;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.wire.Codec;
import infocenter.wire.NodeCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pcollections.TreePMap;

/**
 * A gateway that leads, reduced to a script: it admits targets, hands out a map, takes reports, and syncs. It speaks the real bytes of
 * the node contract over real sockets.
 */
public final class FakeGateway implements AutoCloseable {
    static final String CLUSTER = "c-test";

    final List<RunReport> reports = new CopyOnWriteArrayList<>();
    final List<SyncAnswer> answers = new CopyOnWriteArrayList<>();
    volatile Outcome joinOutcome = new Outcome.Applied(1, "");
    volatile boolean commits = true;
    volatile long term = 1;
    private final AtomicInteger mapsAsked = new AtomicInteger();
    private final AtomicInteger reportsAsked = new AtomicInteger();
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService syncs = Executors.newSingleThreadScheduledExecutor();
    private final Map<NodeId, Node> targets = new TreeMap<>();
    private final Map<NodeId, Exchange> exchanges = new ConcurrentHashMap<>();
    private final Map<NodeId, Long> taken = new ConcurrentHashMap<>();
    private final Map<Long, Bucket> buckets = new TreeMap<>();
    private final List<Order> due = new CopyOnWriteArrayList<>();
    private long sequence = 10;
    private int joinsAsked;
    private Placement active = Placement.NONE;
    private Placement proposed = Placement.NONE;
    private List<Placement> former = List.of();

    private static final class Exchange {
        long number;
        long answered;
        long incarnation;
    }

    FakeGateway() throws IOException {
        this(0);
    }

    private FakeGateway(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        serve(NodePaths.JOIN, NodeCodec.JOIN_REQUEST, NodeCodec.JOIN_ANSWER, request -> join(request.join()));
        serve(NodePaths.MAP, NodeCodec.MAP_REQUEST, NodeCodec.CLUSTER_MAP, request -> {
            mapsAsked.incrementAndGet();
            return map();
        });
        serve(NodePaths.REPORT, NodeCodec.REPORT_REQUEST, NodeCodec.REPORT_ANSWER, this::report);
        server.start();
    }

    static FakeGateway at(int port) throws IOException {
        return new FakeGateway(port);
    }

    int mapsAsked() {
        return mapsAsked.get();
    }

    int reportsAsked() {
        return reportsAsked.get();
    }

    synchronized int joinsAsked() {
        return joinsAsked;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Syncs every target from now on, often, and acknowledges what it hears. */
    void lead() {
        syncs.scheduleWithFixedDelay(this::syncAll, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** Heard by nobody from now on. */
    void silent() {
        syncs.shutdownNow();
    }

    synchronized Bucket bucket(String name) {
        sequence++;
        Bucket bucket = new Bucket(sequence, BucketName.of(name), TreePMap.empty(), 0);
        buckets.put(bucket.id(), bucket);
        return bucket;
    }

    synchronized void destroy(Bucket bucket) {
        sequence++;
        buckets.remove(bucket.id());
    }

    /** All joined targets share the objects. */
    synchronized void place() {
        propose(List.copyOf(targets.keySet()));
        activate();
    }

    /** These shall share the objects next. */
    synchronized void propose(List<NodeId> next) {
        sequence++;
        proposed = new Placement(active.version() + 1, next);
    }

    /** The proposal is active now, whether anybody has taken it over or not. */
    synchronized void activate() {
        sequence++;
        if (active.version() == 0) {
            active = proposed;
            List.copyOf(targets.keySet()).forEach(id -> balanced(id, active.version()));
            return;
        }
        List<Placement> before = new ArrayList<>(former);
        before.add(active);
        former = before;
        active = proposed;
    }

    /** True when every target that is up has said that it goes by the proposal. */
    synchronized boolean takenOver() {
        return targets.values().stream()
                .filter(Node::up)
                .allMatch(node -> taken.getOrDefault(node.id(), 0L) >= proposed.version());
    }

    /** That target's objects follow the active placement; placements that nobody needs are forgotten. */
    synchronized void balanced(NodeId id, long version) {
        sequence++;
        targets.put(id, targets.get(id).balanced(version, sequence));
        former = former.stream()
                .filter(placement -> placement.targets().stream()
                        .map(targets::get)
                        .anyMatch(node -> node != null && Cluster.holds(placement, node)))
                .toList();
    }

    synchronized List<Placement> former() {
        return former;
    }

    synchronized Placement active() {
        return active;
    }

    synchronized List<NodeId> upTargets() {
        return targets.values().stream().filter(Node::up).map(Node::id).toList();
    }

    synchronized void down(NodeId id) {
        in(id, NodeState.DOWN, false);
    }

    synchronized void in(NodeId id, NodeState state, boolean up) {
        sequence++;
        targets.put(id, targets.get(id).in(state, up, 0, sequence));
    }

    synchronized void forget(NodeId id) {
        sequence++;
        targets.remove(id);
    }

    synchronized Node target(String id) {
        return targets.get(new NodeId(id));
    }

    synchronized int joined() {
        return targets.size();
    }

    synchronized long nextSequence() {
        return ++sequence;
    }

    synchronized long mapVersion() {
        return active.version();
    }

    /** To be sent with every sync to the target that it is meant for. */
    void due(Order order) {
        due.add(order);
    }

    synchronized ClusterMap map() {
        TreePMap<NodeId, Node> nodes = TreePMap.from(targets);
        NodeId self = new NodeId("g1");
        nodes = nodes.plus(
                self,
                new Node(
                        self,
                        Role.GATEWAY,
                        new Addresses(url(), url()),
                        "",
                        1,
                        NodeState.UP,
                        null,
                        1,
                        0,
                        1,
                        1,
                        0,
                        true));
        Cluster cluster =
                new Cluster(nodes, proposed, active, former, 0, Configuration.NONE, Council.NONE, 1, sequence);
        return new ClusterMap(
                new Identity(CLUSTER, 0), cluster, List.copyOf(buckets.values()), sequence, term, sequence);
    }

    /** One exchange with that target, now. */
    SyncAnswer sync(NodeId id) throws IOException {
        Exchange exchange = exchanges.computeIfAbsent(id, any -> new Exchange());
        synchronized (exchange) {
            Node node;
            SyncRequest request;
            synchronized (this) {
                node = targets.get(id);
                exchange.number++;
                request = new SyncRequest(
                        CLUSTER,
                        0,
                        term,
                        exchange.number,
                        new NodeId("g1"),
                        url(),
                        exchange.incarnation,
                        exchange.answered,
                        sequence,
                        proposed.version(),
                        active.version(),
                        0,
                        dueAt(node),
                        List.of());
            }
            SyncAnswer answer = post(
                    node.addresses().nodeUrl(), NodePaths.SYNC, NodeCodec.SYNC_REQUEST, request, NodeCodec.SYNC_ANSWER);
            exchange.answered = answer.refused() ? 0 : answer.number();
            exchange.incarnation = answer.incarnation();
            answers.add(answer);
            taken.put(id, answer.placementVersion());
            if (answer.stopping() && node.up()) {
                down(id);
            }
            return answer;
        }
    }

    OrderAnswer order(NodeId id, Order... orders) throws IOException {
        OrderRequest request = new OrderRequest(CLUSTER, 0, term, new NodeId("g1"), List.of(orders));
        String url = target(id.value()).addresses().nodeUrl();
        return post(url, NodePaths.ORDER, NodeCodec.ORDER_REQUEST, request, NodeCodec.ORDER_ANSWER);
    }

    <Q, A> A post(String url, String path, Codec<Q> asking, Q request, Codec<A> answering) throws IOException {
        HttpRequest call = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(asking.encode(request)))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(call, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(path + " answered " + response.statusCode() + ": "
                        + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return answering.decode(response.body());
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new IOException(told);
        }
    }

    @Override
    public void close() {
        syncs.shutdownNow();
        server.stop(0);
    }

    private void syncAll() {
        List<NodeId> all;
        synchronized (this) {
            all = List.copyOf(targets.keySet());
        }
        for (NodeId id : all) {
            try {
                sync(id);
            } catch (IOException | RuntimeException away) {
                // The next round asks again.
            }
        }
    }

    private List<Order> dueAt(Node node) {
        return due.stream()
                .filter(order -> order.incarnation() == node.incarnation())
                .toList();
    }

    private synchronized JoinAnswer join(Command.JoinNode join) {
        joinsAsked++;
        if (!(joinOutcome instanceof Outcome.Refused)) {
            sequence++;
            Node before = targets.get(join.id());
            taken.remove(join.id());
            targets.put(
                    join.id(),
                    new Node(
                            join.id(),
                            join.role(),
                            join.addresses(),
                            join.zone(),
                            join.incarnation(),
                            NodeState.UP,
                            null,
                            join.understands(),
                            before == null ? 0 : before.balancedMapVersion(),
                            joinOutcome instanceof Outcome.Applied applied ? applied.sequence() : 1,
                            sequence,
                            0,
                            true));
        }
        return new JoinAnswer(CLUSTER, joinOutcome);
    }

    private ReportAnswer report(ReportRequest request) {
        reportsAsked.incrementAndGet();
        if (!commits) {
            return new ReportAnswer(List.of());
        }
        List<Long> committed = new ArrayList<>();
        for (RunReport report : request.reports()) {
            reports.add(report);
            committed.add(report.sequence());
        }
        return new ReportAnswer(committed);
    }

    private interface Use<Q, A> {
        A of(Q request);
    }

    private <Q, A> void serve(String path, Codec<Q> asking, Codec<A> answering, Use<Q, A> use) {
        server.createContext(path, (HttpExchange exchange) -> {
            try (exchange) {
                Q request = asking.decode(exchange.getRequestBody().readAllBytes());
                byte[] answer = answering.encode(use.of(request));
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
    }
}
