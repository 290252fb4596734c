package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.RealCluster.Answer;
import infocenter.gateway.faults.RealCluster.Listed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of the built distribution are killed with -9, and nothing that was acknowledged is lost. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledProcessesIT {
    private static final int OBJECTS = 150;

    @TempDir
    static Path folder;

    private static RealCluster cluster;
    private static String source;

    @BeforeAll
    static void up() throws Exception {
        // Room down to almost nothing, and never by itself: the test says when.
        cluster = RealCluster.up(
                folder.resolve("cluster"), 4, 3, "--capacity", "64MiB", "--target", "lru: {high: 100, low: 0}");
        source = "source";
        String url = cluster.leader().url();
        assertThat(createBucket(url, source)).isEqualTo(201);
        cluster.put(url, source, OBJECTS);
    }

    @AfterAll
    static void down() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void aCopyGoesOnWhenTheLeaderIsKilled() throws Exception {
        Listed leader = cluster.leader();
        String outsider = cluster.outsider().url();
        createBucket(outsider, "copy-1");
        Answer started = startCopy(outsider, "copy-1", "key-1");
        assertThat(started.status()).isIn(200, 201);
        cluster.script("kill", leader.name());
        String other = cluster.list().stream()
                .filter(node -> node.member() && !node.name().equals(leader.name()))
                .findFirst()
                .map(Listed::url)
                .orElse(outsider);
        Answer again = startCopy(other, "copy-1", "key-1");
        assertThat(again.json().getString("id")).isEqualTo(started.json().getString("id"));
        assertThat(again.json().getBoolean("created")).isFalse();
        assertCopied(outsider, started.json().getString("id"), "copy-1");
        cluster.script("start", leader.name());
        cluster.script("up");
        assertThat(cluster.list().stream().filter(Listed::member)).hasSize(3);
    }

    @Test
    @Tag("faults")
    @Order(2)
    void aTargetThatIsKilledAndComesBackFinishesItsShare() throws Exception {
        String url = cluster.leader().url();
        createBucket(url, "copy-2");
        String id = startCopy(url, "copy-2", "key-2").json().getString("id");
        cluster.script("kill", "t2");
        cluster.script("start", "t2");
        assertCopied(url, id, "copy-2");
    }

    @Test
    @Order(3)
    void everyAcknowledgedRowIsThereWhenAllWereKilled() throws Exception {
        String url = cluster.leader().url();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Answer started = cluster.call(
                    "POST",
                    url + "/ic/v1/xactions",
                    new JsonObject()
                            .put("kind", "delete")
                            .put("buckets", List.of("copy-1"))
                            .put("arguments", new JsonObject().put("names", List.of("o-" + i)))
                            .put("key", "all-" + i)
                            .encode());
            assertThat(started.status()).isEqualTo(201);
            ids.add(started.json().getString("id"));
        }
        for (Listed node : cluster.list()) {
            cluster.script("kill", node.name());
        }
        cluster.script("up");
        for (Listed gateway : cluster.list().stream()
                .filter(node -> node.role().equals("gateway"))
                .toList()) {
            for (String id : ids) {
                assertThat(cluster.call("GET", gateway.url() + "/ic/v1/xactions/" + id, "")
                                .status())
                        .as("%s at %s", id, gateway.name())
                        .isEqualTo(200);
            }
        }
        assertThat(cluster.names(url, source)).hasSize(OBJECTS);
    }

    @Test
    @Tag("faults")
    @Order(4)
    void aStartWhileATargetIsDownIsRefusedByName() throws Exception {
        String url = cluster.leader().url();
        cluster.script("kill", "t3", "TERM");
        org.awaitility.Awaitility.await().atMost(RealCluster.LONG).untilAsserted(() -> {
            Answer refused = cluster.once(
                    "POST",
                    url + "/ic/v1/xactions",
                    "{\"kind\":\"delete\",\"buckets\":[\"source\"],\"arguments\":{\"names\":[\"none\"]}}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("t3");
        });
        cluster.script("start", "t3");
        cluster.script("up");
    }

    @Test
    @Tag("faults")
    @Order(5)
    void aGatewayThatLostItsDiskComesBackAsANewPeer() throws Exception {
        Listed lost = cluster.list().stream()
                .filter(node -> node.member() && !node.leader())
                .findFirst()
                .orElseThrow();
        String url = cluster.leader().url();
        String before = rows(url);
        String peerBefore = peer(url, lost.name());
        cluster.script("kill", lost.name());
        cluster.loseDisk(lost.name());
        cluster.script("start", lost.name());

        org.awaitility.Awaitility.await()
                .atMost(RealCluster.LONG)
                .ignoreExceptions()
                .until(() -> {
                    Answer meanwhile = cluster.once("GET", lost.url() + "/ic/v1/xactions?limit=1000", "");
                    if (meanwhile.status() == 200) {
                        assertThat(ids(meanwhile)).isEqualTo(before);
                    }
                    return cluster.list().stream().filter(Listed::member).count() == 3
                            && !peer(url, lost.name()).equals(peerBefore);
                });

        // Whether it or a spare has the seat now depends on who was quicker.
        assertThat(rows(lost.url())).isEqualTo(before);
        cluster.script("up");
    }

    private static String peer(String url, String name) {
        return cluster.call("GET", url + "/ic/v1/members", "").json().getJsonArray("items").stream()
                .map(item -> (JsonObject) item)
                .filter(item -> item.getString("id").equals(name))
                .map(item -> item.getString("peerId"))
                .findFirst()
                .orElse("");
    }

    private static String rows(String url) {
        return ids(cluster.call("GET", url + "/ic/v1/xactions?limit=1000", ""));
    }

    private static String ids(Answer page) {
        return page.json().getJsonArray("items").stream()
                .map(row -> ((JsonObject) row).getString("id"))
                .toList()
                .toString();
    }

    @Test
    @Tag("faults")
    @Order(6)
    void aCopyADeleteAndAnLruGoOnWhenTheirTargetIsKilledAndComesBack() throws Exception {
        String url = cluster.leader().url();
        RestartedJobs jobs = new RestartedJobs(cluster, url);
        createBucket(url, "many");
        for (String part : List.of("a/", "b/", "c/", "d/", "e/", "f/", "g/", "h/")) {
            finished(url, RestartedJobs.start("copy-bucket", new JsonObject().put("prepend", part), source, "many"));
        }
        List<String> many = cluster.names(url, "many");
        assertThat(many).hasSize(8 * OBJECTS);

        JsonObject copied = jobs.killed("t2", round -> {
            createBucket(url, "copied-" + round);
            return RestartedJobs.start(
                    "copy-objects", new JsonObject().put("names", new JsonArray(many)), "many", "copied-" + round);
        });
        String copy = "copied-" + copied.getInteger("round");
        assertThat(cluster.versions(url, copy).keySet()).containsExactlyElementsOf(many);
        assertThat(cluster.versions(url, copy).values())
                .as("nothing was written twice")
                .allMatch(version -> version.endsWith(".1"));

        JsonObject deleted = jobs.killed("t3", round -> {
            createBucket(url, "gone-" + round);
            finished(
                    url,
                    RestartedJobs.start("copy-bucket", new JsonObject().put("prepend", "x/"), "many", "gone-" + round));
            return RestartedJobs.start("delete", new JsonObject().put("prefix", "x/"), "gone-" + round);
        });
        assertThat(cluster.names(url, "gone-" + deleted.getInteger("round"))).isEmpty();

        cluster.call("PATCH", url + "/ic/v1/buckets/" + copy, "{\"properties\":{\"lru\":\"on\"}}");
        jobs.killed("t1", round -> {
            finished(url, RestartedJobs.start("copy-bucket", new JsonObject(), "many", copy));
            return new JsonObject().put("kind", "lru");
        });
        assertThat(cluster.names(url, copy)).isEmpty();
        assertThat(cluster.names(url, "many")).as("it did not allow it").containsExactlyElementsOf(many);
    }

    @Test
    @Tag("faults")
    @Order(7)
    void aBucketIsRenamedAlthoughLeaderAndTargetAreKilled() throws Exception {
        Listed leader = cluster.leader();
        String url = cluster.outsider().url();
        createBucket(url, "named");
        finished(url, RestartedJobs.start("copy-bucket", new JsonObject(), source, "named"));
        Answer started = cluster.call(
                "POST",
                url + "/ic/v1/xactions",
                RestartedJobs.start("rename-bucket", new JsonObject(), "named", "renamed")
                        .put("key", "rename")
                        .encode());
        assertThat(started.status()).as(started.text()).isIn(200, 201);
        cluster.script("kill", leader.name());
        cluster.script("kill", "t1");
        cluster.script("start", "t1");
        JsonObject row = cluster.ended(url, started.json().getString("id"));
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNullOrEmpty();
        assertThat(cluster.names(url, "renamed")).hasSize(OBJECTS);
        assertThat(cluster.call("GET", url + "/ic/v1/buckets/named", "").status())
                .isEqualTo(404);
        cluster.script("start", leader.name());
        cluster.script("up");
    }

    private static void finished(String url, JsonObject start) {
        Answer started = cluster.call("POST", url + "/ic/v1/xactions", start.encode());
        assertThat(started.status()).as(started.text()).isIn(200, 201);
        JsonObject row = cluster.ended(url, started.json().getString("id"));
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNullOrEmpty();
    }

    private static int createBucket(String url, String name) {
        return cluster.call("POST", url + "/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                .status();
    }

    private static Answer startCopy(String url, String to, String key) {
        return cluster.call(
                "POST",
                url + "/ic/v1/xactions",
                new JsonObject()
                        .put("kind", "copy-bucket")
                        .put("buckets", List.of(source, to))
                        .put("key", key)
                        .encode());
    }

    private static void assertCopied(String url, String id, String bucket) {
        JsonObject row = cluster.ended(url, id);
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNullOrEmpty();
        assertThat(cluster.names(url, bucket)).hasSize(OBJECTS);
        for (int i = 0; i < OBJECTS; i += 29) {
            assertThat(cluster.call("GET", url + "/ic/v1/buckets/" + bucket + "/objects/o-" + i, "")
                            .text())
                    .isEqualTo(RealCluster.content(i));
        }
    }
}
