package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.node.NodePaths;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.node.RunListing;
import infocenter.node.RunReport;
import infocenter.node.TransferHeaders;
import infocenter.placement.Rendezvous;
import infocenter.wire.NodeCodec;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real targets and a scripted leader: orders, reports, pages, objects between targets, redirects. */
class TwoTargetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private FakeGateway gateway;
    private final List<OneTarget> targets = new ArrayList<>();
    private Bucket bucket;

    @BeforeEach
    void up() throws IOException {
        gateway = new FakeGateway();
        targets.add(OneTarget.start("t1", dir, gateway.url()));
        targets.add(OneTarget.start("t2", dir, gateway.url()));
        await().atMost(PATIENCE).until(() -> gateway.joined() == 2);
        bucket = gateway.bucket("b");
        gateway.place();
        gateway.lead();
        targets.forEach(target -> await().atMost(PATIENCE).until(target::ready));
    }

    @AfterEach
    void down() {
        targets.forEach(OneTarget::close);
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void aTargetThatDoesNotKeepAnObjectSaysWhoDoes() throws IOException {
        OneTarget other = other(home("x"));

        HttpResponse<String> sent = other.send("PUT", path("x"), "hello");
        assertThat(sent.statusCode()).isEqualTo(307);
        String location = sent.headers().firstValue("location").orElseThrow();
        assertThat(location)
                .startsWith(home("x").node.publicUrl())
                .contains("bucketId=" + bucket.id())
                .contains("mapVersion=" + gateway.mapVersion());

        String rest = location.substring(home("x").node.publicUrl().length());
        assertThat(home("x").send("PUT", rest, "hello").statusCode()).isEqualTo(201);
        assertThat(other.send("GET", path("x"), "").statusCode()).isEqualTo(307);
        assertThat(other.send("DELETE", path("x"), "").statusCode()).isEqualTo(307);
    }

    @Test
    void aCopyRunsOnAllTargetsAndItsEndsAreCommitted() throws IOException {
        for (int i = 0; i < 20; i++) {
            RawHttp.put(home("o" + i).settings.rest().port(), path("o" + i), "content " + i, "x-ic-meta-n: n° " + i);
        }
        Bucket copy = gateway.bucket("copy");

        start("copy-1", 1, "copy-bucket", "{\"prepend\":\"c-\"}", bucket, copy);
        await().atMost(PATIENCE).until(() -> gateway.reports.size() >= 2);

        assertThat(gateway.reports).extracting(RunReport::error).containsOnly("");
        assertThat(gateway.reports.stream()
                        .mapToLong(report -> report.counters().localObjects())
                        .sum())
                .isEqualTo(20);
        assertThat(gateway.reports.stream()
                        .mapToLong(report -> report.counters().sentObjects())
                        .sum())
                .isPositive();
        for (int i = 0; i < 20; i++) {
            String name = "c-o" + i;
            HttpResponse<String> got = home("copy", name).send("GET", "/ic/v1/buckets/copy/objects/" + name, "");
            assertThat(got.body()).isEqualTo("content " + i);
            HttpResponse<String> raw =
                    RawHttp.get(home("copy", name).settings.rest().port(), "/ic/v1/buckets/copy/objects/" + name);
            assertThat(raw.headers().firstValue("x-ic-meta-n")).contains("n° " + i);
        }
        assertThat(listed("copy-1")).isEmpty();
    }

    @Test
    void aCopyWaitsForATargetThatRestarts() throws IOException {
        for (int i = 0; i < 10; i++) {
            put("o" + i, "content " + i);
        }
        Bucket copy = gateway.bucket("copy");
        OneTarget away = targets.remove(1);
        away.close();

        start("copy-3", 1, "copy-bucket", "{}", bucket, copy);
        targets.add(away.again());
        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.reports.size() == 1);

        assertThat(gateway.reports.get(0).error()).isEmpty();
        assertThat(gateway.reports.get(0).counters().sentObjects()).isPositive();
    }

    @Test
    void aReportIsRepeatedUntilItIsCommitted() throws IOException {
        gateway.commits = false;
        Bucket copy = gateway.bucket("copy");
        start("copy-2", 1, "copy-bucket", "{}", bucket, copy);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(listed("copy-2"))
                        .hasSize(2)
                        .extracting(RunListing::ended)
                        .containsOnly(true));

        gateway.commits = true;
        await().atMost(PATIENCE).until(() -> gateway.reports.size() == 2);
        await().atMost(PATIENCE).until(() -> listed("copy-2").isEmpty());
    }

    @Test
    void aListingIsPagedByNameAndStopped() throws IOException {
        for (String name : List.of("b", "a", "c/d", "é")) {
            put(name, name);
        }
        start("list-1", 1, "list-objects", "{}", bucket);
        XactionId id = new XactionId("list-1");
        await().atMost(PATIENCE)
                .until(() -> listed("list-1").stream().filter(RunListing::idle).count() == 2);
        List<String> names = new ArrayList<>();
        for (OneTarget target : targets) {
            String after = "";
            for (boolean more = true; more; ) {
                Page page = page(target, new PageRequest(id, bucket.id(), "", after, 1));
                page.entries().forEach(entry -> names.add(entry.name()));
                after = page.entries().isEmpty() ? after : page.entries().get(0).name();
                more = page.more();
            }
        }
        assertThat(names).containsExactlyInAnyOrder("a", "b", "c/d", "é");

        long sequence = gateway.nextSequence();
        for (OneTarget target : targets) {
            long incarnation = gateway.target(target.id().value()).incarnation();
            assertThat(gateway.order(target.id(), Order.stop(id, 1, incarnation, sequence))
                            .results())
                    .extracting(Result::status)
                    .containsOnly(Status.ACCEPTED);
        }
        await().atMost(PATIENCE).until(() -> listed("list-1").isEmpty());
    }

    @Test
    void aRestartedTargetKeepsItsObjectsAndForgetsItsRuns() throws IOException {
        put("kept", "still here");
        start("list-2", 1, "list-objects", "{}", bucket);
        OneTarget old = home("kept");
        long before = gateway.target(old.id().value()).incarnation();
        old.close();
        targets.remove(old);
        OneTarget again = old.again();
        targets.add(again);
        await().atMost(PATIENCE).until(again::ready);

        assertThat(gateway.target(old.id().value()).incarnation()).isEqualTo(before + 1);
        assertThat(again.send("GET", path("kept"), "").body()).isEqualTo("still here");
        assertThat(gateway.sync(again.id()).inventory()).isEmpty();
        Order late = order("list-2", 1, before, 99, "list-objects", "{}", bucket);
        assertThat(gateway.order(again.id(), late).results())
                .extracting(Result::status)
                .containsExactly(Status.OTHER_INCARNATION);
    }

    @Test
    void aTargetThatStopsSaysSo() throws IOException {
        start("list-3", 1, "list-objects", "{}", bucket);
        OneTarget leaving = targets.remove(0);

        leaving.close();

        assertThat(gateway.answers.stream().filter(answer -> answer.target().equals(leaving.id()) && answer.stopping()))
                .isNotEmpty()
                .allMatch(answer -> answer.inventory().size() == 1);
    }

    @Test
    void aBucketThatEndedTakesItsObjectsWithIt() throws IOException {
        put("x", "hello");
        gateway.destroy(bucket);

        for (OneTarget target : targets) {
            await().atMost(PATIENCE)
                    .until(() -> page(target, new PageRequest(null, bucket.id(), "", "", 10))
                            .entries()
                            .isEmpty());
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(home("x").send("PUT", path("x"), "y").statusCode())
                                .isEqualTo(404));
    }

    @Test
    void nodesThatAreNotAliveInTheMapChangeNothing() throws IOException {
        OneTarget home = home("x");
        OneTarget sender = other(home);
        long incarnation = gateway.target(sender.id().value()).incarnation();
        String[] fine = headers(sender.id(), incarnation, gateway.mapVersion());
        String at = NodePaths.OBJECTS + bucket.id() + "/x";

        assertThat(home.transfer("PUT", at, "fine", fine).statusCode()).isEqualTo(200);
        String[] older = headers(sender.id(), incarnation - 1, gateway.mapVersion());
        assertRefused(home.transfer("PUT", at, "older process", older), 409, "sender-refused");
        String[] newer = headers(sender.id(), incarnation + 1, gateway.mapVersion());
        assertRefused(home.transfer("PUT", at, "newer process", newer), 409, "sender-refused");
        String[] stranger = headers(new NodeId("t9"), 1, gateway.mapVersion());
        assertRefused(home.transfer("PUT", at, "stranger", stranger), 409, "sender-refused");
        String[] oldMap = headers(sender.id(), incarnation, gateway.mapVersion() - 1);
        assertRefused(home.transfer("PUT", at, "old map", oldMap), 503, "wrong-map-version");
        assertRefused(home.transfer("PUT", at, "no headers"), 400, "bad-request");
        String[] noVersion = Stream.concat(Stream.of(fine), Stream.of(TransferHeaders.OBJECT_VERSION, "7.0"))
                .toArray(String[]::new);
        assertThat(home.transfer("PUT", at, "no version", noVersion).body()).contains(TransferHeaders.OBJECT_VERSION);
        assertRefused(
                home.transfer("PUT", NodePaths.OBJECTS + bucket.id() + "/%2e%2e/x", "", fine), 400, "bad-request");
        gateway.down(sender.id());
        await().atMost(PATIENCE)
                .until(() ->
                        gateway.sync(home.id()).mapSequence() >= gateway.map().sequence());
        assertRefused(home.transfer("DELETE", at, "", fine), 409, "sender-refused");

        assertThat(home.send("GET", path("x"), "").body()).isEqualTo("fine");
    }

    @Test
    void aTargetThatIsBehindFetchesTheMapFirst() throws IOException {
        gateway.silent();
        Bucket fresh = gateway.bucket("fresh");
        gateway.place();
        OneTarget home = home("fresh", "x");
        String query = "?bucketId=" + fresh.id() + "&mapVersion=" + gateway.mapVersion();

        assertThat(home.send("PUT", "/ic/v1/buckets/fresh/objects/x" + query, "x")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void outOfLeaseWritesAreRefusedAndReadsAreNot() throws IOException {
        put("x", "hello");
        gateway.silent();
        await().atMost(Duration.ofSeconds(60)).until(() -> !home("x").ready());

        assertRefused(home("x").send("PUT", path("x"), "y"), 503, "out-of-lease");
        assertRefused(home("x").send("DELETE", path("x"), ""), 503, "out-of-lease");
        assertThat(home("x").send("GET", path("x"), "").body()).isEqualTo("hello");
        assertThat(home("x").send("GET", "/health/ready", "").body()).contains("lease");
        assertThat(home("x").send("GET", "/health/live", "").statusCode()).isEqualTo(200);
        Order start = order(
                "late", 1, gateway.target(home("x").id().value()).incarnation(), 99, "list-objects", "{}", bucket);
        assertThat(gateway.order(home("x").id(), start).results())
                .extracting(Result::status)
                .containsExactly(Status.OUT_OF_LEASE);
    }

    @Test
    void recordsThatCannotBeReadAreRefused() throws IOException {
        assertRefused(targets.get(0).transfer("PUT", NodePaths.SYNC, "x"), 405, "method-not-allowed");
        assertRefused(targets.get(0).transfer("GET", "/node/v1/nothing", ""), 404, "no-such-path");
        assertThat(RawHttp.post(targets.get(0).settings.node().port(), NodePaths.SYNC, "no protobuf")
                        .statusCode())
                .isEqualTo(400);
    }

    private void start(String id, int attempt, String kind, String arguments, Bucket... buckets) {
        long sequence = gateway.nextSequence();
        for (OneTarget target : targets) {
            long incarnation = gateway.target(target.id().value()).incarnation();
            gateway.due(order(id, attempt, incarnation, sequence, kind, arguments, buckets));
        }
        await().atMost(PATIENCE).until(() -> !listed(id).isEmpty() || !gateway.reports.isEmpty());
    }

    private static Order order(
            String id, int attempt, long incarnation, long sequence, String kind, String arguments, Bucket... buckets) {
        List<BucketRef> refs = new ArrayList<>();
        for (Bucket each : buckets) {
            refs.add(each.ref());
        }
        return new Order(
                Order.Type.START,
                new XactionId(id),
                attempt,
                incarnation,
                sequence,
                kind,
                arguments,
                "",
                refs,
                List.of());
    }

    /** What the last answer of each target lists of that xaction. */
    private List<RunListing> listed(String id) throws IOException {
        List<RunListing> all = new ArrayList<>();
        for (OneTarget target : targets) {
            gateway.sync(target.id()).inventory().stream()
                    .filter(listing -> listing.id().value().equals(id))
                    .forEach(all::add);
        }
        return all;
    }

    private Page page(OneTarget target, PageRequest request) throws IOException {
        return gateway.post(
                target.settings.node().url(), NodePaths.PAGE, NodeCodec.PAGE_REQUEST, request, NodeCodec.PAGE);
    }

    private void put(String name, String content, String... headers) throws IOException {
        String encoded = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                .replace("%2F", "/");
        assertThat(home(name).send("PUT", path(encoded), content, headers).statusCode())
                .isEqualTo(201);
    }

    private static String path(String encodedName) {
        return "/ic/v1/buckets/b/objects/" + encodedName;
    }

    private OneTarget home(String name) {
        return home("b", name);
    }

    private OneTarget home(String bucketName, String name) {
        String home = Rendezvous.of(List.of("t1", "t2"))
                .home(BucketName.of(bucketName).uname(new ObjectName(name)));
        return targets.stream()
                .filter(target -> target.id().value().equals(home))
                .findFirst()
                .orElseThrow();
    }

    private OneTarget other(OneTarget target) {
        return targets.stream().filter(each -> each != target).findFirst().orElseThrow();
    }

    private static String[] headers(NodeId sender, long incarnation, long mapVersion) {
        return new String[] {
            "X-IC-Sender", sender.value(), "X-IC-Incarnation", "" + incarnation, "X-IC-Map-Version", "" + mapVersion
        };
    }

    private static void assertRefused(HttpResponse<String> response, int status, String reason) {
        assertThat(response.statusCode() + " " + new JsonObject(response.body()).getString("reason"))
                .isEqualTo(status + " " + reason);
    }
}
