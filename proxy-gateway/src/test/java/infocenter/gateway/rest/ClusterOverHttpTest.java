package infocenter.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.xaction.Kinds;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cluster as it is shown. */
class ClusterOverHttpTest {
    @Test
    void aClusterIsFormedOnce() {
        try (Gateway gateway = Gateway.fresh()) {
            Http.Answer made = gateway.http.post("/ic/v1/cluster/init", "");
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.text("clusterId")).isEqualTo("c1");
            gateway.http.post("/ic/v1/cluster/init", "{}").problem(409, "already-initialized");
        }
    }

    @Test
    void nodesMembersAndCountsAreShown() {
        try (Gateway gateway = Gateway.ready(2)) {
            gateway.down("t2");
            Http http = gateway.http;

            JsonObject cluster = http.get("/ic/v1/cluster").json();
            assertThat(cluster.getString("leader")).isEqualTo("g1");
            assertThat(cluster.getJsonArray("members")).containsExactly("g1");
            assertThat(cluster.getJsonObject("nodes").getInteger("targets")).isEqualTo(2);
            assertThat(cluster.getJsonObject("nodes").getInteger("up")).isEqualTo(2);
            assertThat(cluster.getJsonObject("placement")
                            .getJsonObject("active")
                            .getJsonArray("targets"))
                    .containsExactly("t1", "t2");

            assertThat(http.get("/ic/v1/nodes").items()).hasSize(3);
            JsonObject node = http.get("/ic/v1/nodes/t2").json();
            assertThat(node.getString("state")).isEqualTo("down");
            assertThat(node.getBoolean("member")).isFalse();
            http.get("/ic/v1/nodes/t9").problem(404, "no-such-node");
            http.get("/ic/v1/nodes/-").problem(400, "bad-arguments").field("id");

            JsonObject members = http.get("/ic/v1/members").json();
            assertThat(members.getInteger("size")).isEqualTo(1);
            assertThat(members.getJsonArray("items").getJsonObject(0).getBoolean("leader"))
                    .isTrue();
            assertThat(members.getJsonArray("items").getJsonObject(0).getValue("matchIndex"))
                    .isNull();
        }
    }

    @Test
    void kindsSayWhatTheyTakeAndPromise() {
        try (Gateway gateway = Gateway.fresh()) {
            Http.Answer kinds = gateway.http.get("/ic/v1/kinds");
            assertThat(kinds.items()).hasSize(Kinds.ALL.size());
            JsonObject copy = kinds.items().stream()
                    .map(JsonObject.class::cast)
                    .filter(kind -> kind.getString("name").equals("copy-bucket"))
                    .findFirst()
                    .orElseThrow();
            assertThat(copy.getString("scope")).isEqualTo("two-buckets");
            assertThat(copy.getInteger("lossBoundSeconds")).isEqualTo(47);
            assertThat(gateway.http.get("/ic/v1/version").text("node")).isEqualTo("g1");
        }
    }

    @Test
    void whatAnswersGetAnswersHeadWithoutABody() {
        try (Gateway gateway = Gateway.ready(1)) {
            for (String path : List.of(
                    "/ic/v1/kinds",
                    "/ic/v1/cluster",
                    "/ic/v1/xactions?limit=1",
                    "/ic/v1/nodes/t9",
                    "/ic/v1/buckets?x=1")) {
                Http.Answer get = gateway.http.get(path);
                Http.Answer head = gateway.http.send("HEAD", path, null);
                assertThat(head.status()).as(path).isEqualTo(get.status());
                assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
                assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
                assertThat(head.body()).isEmpty();
            }
            Http.Answer watch = gateway.http.send("HEAD", "/ic/v1/watch", null);
            assertThat(watch.status()).isEqualTo(200);
            assertThat(watch.header("content-type")).isEqualTo("text/event-stream");
            assertThat(gateway.http.send("HEAD", "/ic/v1/cluster/init", null).status())
                    .isEqualTo(405);
        }
    }
}
