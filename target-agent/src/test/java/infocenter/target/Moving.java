package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodePaths;
import infocenter.node.Order;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.RunReport;
import infocenter.placement.Rendezvous;
import infocenter.wire.NodeCodec;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Real targets, and a scripted leader whose placement a test changes by hand. */
final class Moving implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final FakeGateway gateway = new FakeGateway();
    final Map<String, OneTarget> targets = new ConcurrentSkipListMap<>();
    private final Path dir;
    final Bucket bucket;

    Moving(Path dir, String... ids) throws IOException {
        this.dir = dir;
        this.bucket = gateway.bucket("b");
        boolean well = false;
        try {
            for (String id : ids) {
                targets.put(id, OneTarget.start(id, dir, gateway.url()));
            }
            await().atMost(PATIENCE).until(() -> gateway.joined() == ids.length);
            gateway.place();
            gateway.lead();
            ready();
            well = true;
        } finally {
            if (!well) {
                close();
            }
        }
    }

    void ready() {
        targets.values().forEach(target -> await().atMost(PATIENCE).until(target::ready));
    }

    void join(String id) throws IOException {
        int before = gateway.joined();
        targets.put(id, OneTarget.start(id, dir, gateway.url()));
        await().atMost(PATIENCE).until(() -> gateway.joined() == before + 1);
    }

    /** Stops a target and marks it down; its disks stay. */
    void stop(String id) {
        targets.get(id).close();
        gateway.down(new NodeId(id));
    }

    void startAgain(String id) throws IOException {
        long before = gateway.target(id).incarnation();
        targets.put(id, targets.get(id).again());
        await().atMost(PATIENCE).until(() -> gateway.target(id).incarnation() > before);
    }

    /** Makes these the targets that share the objects, as a leader does: first proposed, then active. */
    Placement place(String... ids) {
        gateway.propose(List.of(ids).stream().map(NodeId::new).toList());
        await().atMost(PATIENCE).until(gateway::takenOver);
        gateway.activate();
        return gateway.active();
    }

    /** Orders the rebalance of the active placement at every target that is up. */
    void startRebalance(int attempt) {
        long version = gateway.active().version();
        long sequence = gateway.nextSequence();
        for (NodeId id : gateway.upTargets()) {
            gateway.due(new Order(
                    Order.Type.START,
                    new XactionId("g" + version),
                    attempt,
                    gateway.target(id.value()).incarnation(),
                    sequence,
                    "rebalance",
                    "{\"version\":" + version + "}",
                    "",
                    List.of(),
                    gateway.upTargets()));
        }
    }

    /** The ends of that attempt so far. */
    List<RunReport> ends(long version, int attempt) {
        return gateway.reports.stream()
                .filter(report -> report.id().value().equals("g" + version) && report.attempt() == attempt)
                .toList();
    }

    /** Waits for all runs, and tells the map that their targets' objects follow the placement. */
    void rebalance(int attempt) {
        long version = gateway.active().version();
        int runs = gateway.upTargets().size();
        startRebalance(attempt);
        await().atMost(PATIENCE).until(() -> ends(version, attempt).size() == runs);
        assertThat(ends(version, attempt)).extracting(RunReport::error).containsOnly("");
        gateway.upTargets().forEach(id -> gateway.balanced(id, version));
    }

    static String path(String name) {
        return "/ic/v1/buckets/b/objects/" + name;
    }

    OneTarget home(String name) {
        return targets.get(home(gateway.active(), name));
    }

    static String home(Placement placement, String name) {
        return Rendezvous.of(placement.targets().stream().map(NodeId::value).toList())
                .home(BucketName.of("b").uname(new ObjectName(name)));
    }

    /** A name that these two placements give to these two targets. */
    static String movingName(String stem, Placement from, String fromId, Placement to, String toId) {
        for (int i = 0; ; i++) {
            String name = stem + i;
            if (home(from, name).equals(fromId) && home(to, name).equals(toId)) {
                return name;
            }
        }
    }

    /** One request to the home by the gateway's present map, with a gateway's redirect in it. */
    HttpResponse<String> send(String method, String name, String body) throws IOException {
        Placement placement = gateway.active();
        String query = "?bucketId=" + bucket.id() + "&mapVersion=" + placement.version();
        return targets.get(home(placement, name)).send(method, path(name) + query, body);
    }

    /** The same until it is no request to come again. */
    HttpResponse<String> sendPatiently(String method, String name, String body) {
        Optional<HttpResponse<String>> answer = await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> {
                            try {
                                HttpResponse<String> got = send(method, name, body);
                                return got.statusCode() == 503 || got.statusCode() == 307
                                        ? Optional.<HttpResponse<String>>empty()
                                        : Optional.of(got);
                            } catch (IOException away) {
                                return Optional.empty();
                            }
                        },
                        Optional::isPresent);
        return answer.orElseThrow();
    }

    /** All that a target lists. */
    Page page(String id) throws IOException {
        return gateway.post(
                targets.get(id).settings.node().url(),
                NodePaths.PAGE,
                NodeCodec.PAGE_REQUEST,
                new PageRequest(null, bucket.id(), "", "", 10_000),
                NodeCodec.PAGE);
    }

    @Override
    public void close() {
        targets.values().forEach(OneTarget::close);
        gateway.close();
    }
}
