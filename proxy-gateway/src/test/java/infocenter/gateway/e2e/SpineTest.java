package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.gateway.GatewayRole;
import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The seven steps of the design on one real cluster: four gateways, three of them members, and three targets with real disks. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpineTest {
    private static final int OBJECTS = 30;

    @TempDir
    static Path folder;

    private static OneJvmCluster cluster;

    @BeforeAll
    static void up() throws Exception {
        cluster = new OneJvmCluster(folder, 4, 3).up();
        for (String bucket : List.of("src", "dst", "late")) {
            assertThat(cluster.callUntilServed("POST", "g1", "/ic/v1/buckets", "{\"name\":\"" + bucket + "\"}")
                            .status())
                    .isEqualTo(201);
        }
        for (int at = 0; at < OBJECTS; at++) {
            assertThat(cluster.callUntilServed(
                                    "PUT", "g" + (1 + at % 4), "/ic/v1/buckets/src/objects/" + name(at), "body " + at)
                            .status())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void down() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void aCopyIsRegisteredBroadcastTrackedAndFinished() throws Exception {
        Answer started = cluster.startXaction(
                "g2", "copy-bucket", List.of("src", "dst"), new JsonObject().put("prepend", "copy/"), null);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        JsonObject waited = cluster.call(
                        "GET", cluster.spare(), "/ic/v1/xactions/" + started.at("id") + "/wait?timeout=30s", null)
                .json();
        assertThat(waited.getBoolean("timedOut")).isFalse();
        assertThat(waited.getString("state")).isEqualTo("finished");
        for (String gateway : cluster.gateways()) {
            JsonObject row = cluster.awaitEnd(gateway, started.at("id"));
            assertThat(row.getString("state")).as(row.encode()).isEqualTo("finished");
            assertThat(row.getString("error")).isNull();
        }
        Answer late = cluster.call("DELETE", "g1", "/ic/v1/xactions/" + started.at("id"), null);
        assertThat(late.status()).as(late.text()).isEqualTo(409);
        TreeSet<String> wanted = new TreeSet<>();
        for (int at = 0; at < OBJECTS; at++) {
            wanted.add("copy/" + name(at));
        }
        assertThat(cluster.names("g3", "dst")).containsExactlyElementsOf(wanted);
        assertThat(cluster.callUntilServed("GET", "g4", "/ic/v1/buckets/dst/objects/copy/" + name(7), null)
                        .text())
                .isEqualTo("body 7");
    }

    @Test
    @Order(2)
    void oneKeyMakesOneXactionAtEveryGateway() throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        List<Integer> statuses = new ArrayList<>();
        for (String gateway : cluster.gateways()) {
            Answer answer = cluster.startXaction(
                    gateway, "delete", List.of("late"), new JsonObject().put("prefix", "none"), "one-key");
            statuses.add(answer.status());
            ids.add(answer.at("id"));
        }
        assertThat(ids).hasSize(1);
        assertThat(statuses).containsExactly(201, 200, 200, 200);
        Answer other = cluster.startXaction(
                "g1", "delete", List.of("late"), new JsonObject().put("prefix", "other"), "one-key");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("id")).isEqualTo(ids.first());
    }

    @Test
    @Order(3)
    void anAbortEndsARunEverywhere() throws Exception {
        Answer started = cluster.startXaction("g1", "list-objects", List.of("src"), new JsonObject(), null);
        String path = "/ic/v1/xactions/" + started.at("id");
        assertThat(cluster.call("DELETE", cluster.spare(), path + "?reason=enough", null)
                        .status())
                .isEqualTo(200);
        JsonObject row = cluster.awaitEnd(cluster.spare(), started.at("id"));
        assertThat(row.getString("state")).isEqualTo("aborted");
        assertThat(row.getString("cause")).isEqualTo("client");
        assertThat(cluster.call("DELETE", "g1", path, null).at("state")).isEqualTo("aborted");
    }

    @Test
    @Order(3)
    void aHundredThousandNamesAreDeletedByOneStart() throws Exception {
        JsonArray names = new JsonArray();
        for (int at = 0; at < 100_000; at++) {
            names.add(at < OBJECTS ? name(at) : "dir/no-such-object-" + at);
        }
        for (int at = 0; at < OBJECTS; at++) {
            cluster.callUntilServed("PUT", "g1", "/ic/v1/buckets/late/objects/" + name(at), "body " + at);
        }
        JsonObject arguments = new JsonObject().put("names", names);
        String spare = cluster.spare();

        Answer started = cluster.startXaction(spare, "delete", List.of("late"), arguments, "large");
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        Answer again = cluster.startXaction("g1", "delete", List.of("late"), arguments, "large");
        assertThat(again.status() + " " + again.at("id")).isEqualTo("200 " + started.at("id"));

        JsonObject row = cluster.awaitEnd("g2", started.at("id"));
        assertThat(row.getString("state")).as(row.encode()).isEqualTo("finished");
        assertThat(row.getString("error")).isNull();
        assertThat(row.getJsonObject("progress").getInteger("objects")).isEqualTo(OBJECTS);
        assertThat(row.getJsonObject("arguments")).isEmpty();
        assertThat(row.getJsonObject("argumentsBlob").getInteger("bytes")).isGreaterThan(2_000_000);
        assertThat(cluster.names("g3", "late")).isEmpty();

        names.add("../no-name");
        Answer refused = cluster.startXaction(spare, "delete", List.of("late"), arguments, null);
        assertThat(refused.status() + " " + refused.at("field")).isEqualTo("400 arguments.names");
    }

    @Test
    @Order(4)
    void theGatewayWithoutATableAnswersWhateverIsAsked() throws Exception {
        String spare = cluster.spare();
        assertThat(cluster.call("GET", spare, "/ic/v1/xactions?limit=5", null)
                        .json()
                        .getJsonArray("items"))
                .isNotEmpty();
        assertThat(cluster.call("GET", spare, "/ic/v1/xactions?all=true", null)
                        .text()
                        .lines()
                        .count())
                .isGreaterThan(2);
        assertThat(cluster.call("GET", spare, "/ic/v1/xactions/nosuchid", null).status())
                .isEqualTo(404);
        assertThat(cluster.call("GET", spare, "/ic/v1/members", null).json().getJsonArray("items"))
                .hasSize(3);
        assertThat(cluster.call("GET", spare, "/metrics", null).text())
                .contains("xic_http_requests", "xic_starts_total", "xic_raft_voters", "jvm_memory");
    }

    @Test
    @Order(4)
    void aWatcherAtTheGatewayWithoutATableSeesWhatIsStartedElsewhere() throws Exception {
        Stream<String> lines = cluster.lines(cluster.spare(), "/ic/v1/watch?kind=delete");
        CompletableFuture<String> seen = CompletableFuture.supplyAsync(
                () -> lines.filter(line -> line.startsWith("data:") && line.contains("xaction"))
                        .findFirst()
                        .orElseThrow());
        String id = cluster.startXaction("g1", "delete", List.of("late"), new JsonObject().put("prefix", "w"), null)
                .at("id");
        assertThat(seen.get(60, TimeUnit.SECONDS)).contains(id);
    }

    @Test
    @Order(5)
    void aStartIsRefusedWithTheNameOfTheTargetThatIsDown() throws Exception {
        cluster.stop("t3");
        Answer refused = Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(
                        () -> cluster.startXaction(
                                "g1", "delete", List.of("late"), new JsonObject().put("prefix", "z"), null),
                        answer -> answer.status() == 503);
        assertThat(refused.at("reason")).isEqualTo("target-down");
        assertThat(refused.text()).contains("t3");
        cluster.start("t3");
        cluster.awaitReady();
    }

    @Test
    @Order(6)
    void noAcknowledgedStartIsLostWhenTheLeaderLeavesInTheMiddle() throws Exception {
        String leader = cluster.leader();
        String spare = cluster.spare();
        List<String> acknowledged = new ArrayList<>();
        for (int at = 0; at < 10; at++) {
            if (at == 4) {
                cluster.stop(leader);
            }
            Answer started = Awaitility.await()
                    .atMost(OneJvmCluster.LONG)
                    .ignoreExceptions()
                    .until(
                            () -> cluster.startXaction(
                                    spare,
                                    "copy-bucket",
                                    List.of("src", "dst"),
                                    new JsonObject().put("prefix", name(3)),
                                    "key-" + acknowledged.size()),
                            answer -> answer.status() == 201 || answer.status() == 200);
            acknowledged.add(started.at("id"));
        }
        assertThat(new TreeSet<>(acknowledged)).hasSize(10);
        for (String id : acknowledged) {
            assertThat(cluster.awaitEnd(spare, id).getString("state")).isEqualTo("finished");
        }
        cluster.start(leader);
        cluster.awaitReady();
    }

    @Test
    @Order(7)
    void allGatewaysRestartedStillKnowEverything() throws Exception {
        String before = ids(
                cluster.call("GET", "g1", "/ic/v1/xactions?limit=1000", null).json());
        for (String gateway : List.copyOf(cluster.gateways())) {
            cluster.stop(gateway);
        }
        for (String gateway : List.of("g1", "g2", "g3", "g4")) {
            cluster.start(gateway);
        }
        cluster.awaitReady();
        for (String gateway : cluster.gateways()) {
            assertThat(ids(cluster.call("GET", gateway, "/ic/v1/xactions?limit=1000", null)
                            .json()))
                    .isEqualTo(before);
        }
    }

    @Test
    @Order(8)
    void aPortInUseIsNamedWithItsKey() throws Exception {
        String rest = Files.readString(cluster.settings("g1"))
                .lines()
                .filter(line -> line.startsWith("rest:"))
                .findFirst()
                .orElseThrow();
        Path other = Files.createDirectories(folder.resolve("g9")).resolve("settings.yaml");
        Files.writeString(
                other,
                "id: g9\ndataDir: data\n" + rest + "\nnode: {port: "
                        + OneJvmCluster.freePorts(1).get(0) + "}\nraft: {ports: [1, 2]}\n");
        assertThatThrownBy(() -> new GatewayRole().start(other))
                .hasMessageContaining("settings key rest")
                .hasMessageContaining("127.0.0.1:");
    }

    private static String ids(JsonObject page) {
        List<String> ids = new ArrayList<>();
        page.getJsonArray("items").forEach(row -> ids.add(((JsonObject) row).getString("id")));
        return String.join(" ", ids);
    }

    private static String name(int at) {
        return "dir%d/object-%02d".formatted(at % 3, at);
    }
}
