package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import infocenter.placement.Rendezvous;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AIStore's clients see at members and at a gateway that is none: the map, and the shape of every refusal. */
class AisDoorTest {
    private static OneJvmCluster cluster;

    @BeforeAll
    static void up(@TempDir Path folder) throws Exception {
        cluster = new OneJvmCluster(folder, 4, 2).up();
        // The map that AIStore's clients see shows a target that has no part in the placement yet as one in
        // maintenance.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> cluster.gateways().stream().allMatch(AisDoorTest::everyTargetIsPlaced));
    }

    private static boolean everyTargetIsPlaced(String gateway) {
        try {
            JsonObject targets = cluster.call("GET", gateway, "/v1/daemon?what=smap", null)
                    .json()
                    .getJsonObject("tmap");
            return targets.size() == 2
                    && targets.stream().allMatch(entry -> ((JsonObject) entry.getValue()).getInteger("flags") == 0);
        } catch (Exception notYet) {
            return false;
        }
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void theMapIsTheSameEverywhereAndItsDigestsAreThoseThatPlaceObjects() throws Exception {
        for (String gateway : cluster.gateways()) {
            JsonObject map =
                    cluster.call("GET", gateway, "/v1/daemon?what=smap", null).json();
            assertThat(map.getJsonObject("pmap").fieldNames()).containsExactlyInAnyOrder("g1", "g2", "g3", "g4");
            assertThat(map.getJsonObject("tmap").fieldNames()).containsExactlyInAnyOrder("t1", "t2");
            assertThat(map.getJsonObject("proxy_si").getString("daemon_id")).isEqualTo(cluster.leader());
            JsonObject target = map.getJsonObject("tmap").getJsonObject("t1");
            assertThat(target.getValue("id_digest").toString())
                    .isEqualTo(Long.toUnsignedString(Rendezvous.digest("t1")));
            assertThat(target.getInteger("flags")).isZero();
            assertThat(target.getJsonObject("public_net").getString("direct_url"))
                    .isEqualTo(cluster.node("t1").publicUrl());
            long members = map.getJsonObject("pmap").stream()
                    .filter(entry -> ((JsonObject) entry.getValue()).getInteger("flags") == 2)
                    .count();
            assertThat(members).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /v1/nowhere            |                   | 400 | invalid URI path",
                "GET    | /v1                    |                   | 400 | invalid URI path",
                "GET    | /v1/daemon?what=fun    |                   | 400 | unexpected query [what=fun]",
                "GET    | /v1/daemon             |                   | 400 | unexpected query [what=]",
                "PUT    | /v1/cluster            | {}                | 400 | invalid action \"\"",
                "PUT    | /v1/cluster            | {\"action\":\"fly\"} | 400 | invalid action \"fly\"",
                "PUT    | /v1/cluster            | {\"action\":5}    | 400 | field \"action\" must be a text",
                "PUT    | /v1/cluster            | nonsense          | 400 | no valid JSON",
                "PUT    | /v1/cluster            | []                | 400 | must be an object",
                "PUT    | /v1/cluster            | {\"action\":\"start\"} | 400 | no kind is given",
                "PUT    | /v1/cluster            | {\"action\":\"start\",\"value\":7} | 400 | must be an object",
                "PUT    | /v1/cluster            | {\"action\":\"start\",\"value\":{\"kind\":\"x\"}} | 400 | invalid xaction kind",
                "PUT    | /v1/cluster            | {\"action\":\"start\",\"value\":{\"kind\":\"copy-bck\"}} | 400 | not startable",
                "PUT    | /v1/cluster            | {\"action\":\"start\",\"value\":{\"kind\":\"resilver\"}} | 501 | not supported",
                "PUT    | /v1/cluster            | {\"action\":\"start\",\"value\":{\"kind\":\"ec-encode\"}} | 501 | not supported",
                "PUT    | /v1/cluster            | {\"action\":\"stop\"} | 400 | neither ID nor kind",
                "GET    | /v1/cluster?what=status | {}                | 400 | neither ID nor kind",
                "GET    | /v1/cluster?what=status | {\"id\":\"none\"}   | 404 | x-[none] does not exist",
                "GET    | /v1/cluster?what=status | {\"id\":\"-?\"}     | 404 | x-[-?] does not exist",
                "GET    | /v1/cluster?what=status | {\"kind\":\"move-bck\"} | 404 | does not exist",
                "GET    | /v1/cluster?what=status | {\"kind\":\"lru\",\"bck\":{\"name\":\"nob\"}} | 404 | bucket \"ais://nob\" does not exist",
                "GET    | /v1/cluster?what=qryxstats | {\"id\":\"none\"} | 404 | \"x-[none]\" not found",
            })
    void whatIsWrongIsRefusedInAIStoresWords(String method, String path, String body, int status, String words)
            throws Exception {
        for (String gateway : new String[] {"g1", cluster.spare()}) {
            Answer answer = cluster.call(method, gateway, path, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            JsonObject error = answer.json();
            assertThat(error.getString("message")).contains(words);
            assertThat(error.getInteger("status")).isEqualTo(status);
            assertThat(error.getString("method")).isEqualTo(method);
            assertThat(error.getString("url_path")).isEqualTo(path.split("\\?")[0]);
            assertThat(error.getString("node")).startsWith("p[");
        }
    }

    @Test
    void aJobIsSeenTheSameAtEveryGatewayFromItsStartOn() throws Exception {
        for (String gateway : cluster.gateways()) {
            Answer started = cluster.call(
                    "PUT",
                    gateway,
                    "/v1/cluster",
                    "{\"ACTION\":\"start\",\"value\":{\"Kind\":\"cleanup\",\"Bck\":null}}");
            assertThat(started.status()).as(started.text()).isEqualTo(200);
            String id = started.text();
            assertThat(id).matches("[A-Za-z0-9]{9,32}");
            cluster.awaitEnd(gateway, id);

            Set<String> statuses = new HashSet<>();
            for (String other : cluster.gateways()) {
                Answer status = cluster.call("GET", other, "/v1/cluster?what=status", "{\"ID\":\"" + id + "\"}");
                statuses.add(status.text());
                JsonObject snaps = cluster.call("GET", other, "/v1/cluster?what=qryxstats", "{\"id\":\"" + id + "\"}")
                        .json();
                assertThat(snaps.fieldNames()).containsExactlyInAnyOrder("t1", "t2");
                JsonObject snap = snaps.getJsonArray("t1").getJsonObject(0);
                assertThat(snap.getString("kind")).isEqualTo("cleanup-store");
                assertThat(snap.getBoolean("is_idle")).isTrue();
                assertThat(snap.getBoolean("aborted")).isFalse();
                assertThat(snap.getString("end-time")).startsWith("2");
            }
            assertThat(statuses).hasSize(1);
            JsonObject status = new JsonObject(statuses.iterator().next());
            assertThat(status.getString("kind")).isEqualTo("cleanup-store");
            assertThat(status.getString("uuid")).isEqualTo(id);
            assertThat(status.getLong("end_time")).isPositive();
        }
        assertThat(cluster.call("GET", "g1", "/v1/cluster?what=running_all", "{}")
                        .text())
                .isEqualTo("[]");
    }

    @Test
    void aWrongMethodIsAnsweredInPlainText() throws Exception {
        Answer answer = cluster.call("PATCH", "g1", "/v1/daemon?what=smap", "{}");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text()).isEqualTo("Method Not Allowed\n");
        assertThat(answer.headers().get("Allow")).isNotEmpty();
    }
}
