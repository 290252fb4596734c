package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.RealCluster.Answer;
import infocenter.gateway.faults.RealCluster.Listed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target of real processes goes for good while the leader is killed with -9; nothing that it had is lost. */
@Tag("faults")
class DrainedTargetIT {
    private static final int OBJECTS = 120;

    @TempDir
    Path folder;

    @Test
    void aTargetIsDrainedThoughTheLeaderIsKilledInTheMiddle() throws Exception {
        try (RealCluster cluster = RealCluster.up(folder.resolve("cluster"), 3, 3)) {
            Listed leader = cluster.leader();
            String other = cluster.list().stream()
                    .filter(node ->
                            node.role().equals("gateway") && !node.name().equals(leader.name()))
                    .findFirst()
                    .orElseThrow()
                    .url();
            assertThat(cluster.call("POST", other + "/ic/v1/buckets", "{\"name\":\"photos\"}")
                            .status())
                    .isEqualTo(201);
            cluster.put(other, "photos", OBJECTS);

            Answer asked = cluster.call("POST", leader.url() + "/ic/v1/nodes/t1/decommission", "");
            assertThat(asked.status()).as(asked.text()).isEqualTo(200);
            cluster.script("kill", leader.name());
            await(cluster, other, "t1", "safe-to-stop");
            assertThat(rebalance(cluster, other).getString("state")).isEqualTo("finished");

            cluster.script("kill", "t1");
            allThere(cluster, other);
            Awaitility.await()
                    .atMost(RealCluster.LONG)
                    .until(() -> cluster.call("DELETE", other + "/ic/v1/nodes/t1", "")
                                    .status()
                            == 200);

            cluster.script("start", leader.name());
            cluster.script("start", "t1");
            cluster.script("up");
            Awaitility.await().atMost(RealCluster.LONG).until(() -> balanced(cluster, other));
            allThere(cluster, other);
        }
    }

    private static void await(RealCluster cluster, String url, String target, String drain) {
        Awaitility.await()
                .atMost(RealCluster.LONG)
                .until(() -> cluster.call("GET", url + "/ic/v1/nodes/" + target, "")
                        .json()
                        .getJsonObject("drain")
                        .getString("state")
                        .equals(drain));
    }

    /** The last one. */
    private static JsonObject rebalance(RealCluster cluster, String url) {
        JsonArray rows = cluster.call("GET", url + "/ic/v1/xactions?kind=rebalance&limit=1", "")
                .json()
                .getJsonArray("items");
        return cluster.ended(url, rows.getJsonObject(0).getString("id"));
    }

    /** All three have a place, and follow it. */
    private static boolean balanced(RealCluster cluster, String url) {
        JsonObject active = cluster.call("GET", url + "/ic/v1/cluster", "")
                .json()
                .getJsonObject("placement")
                .getJsonObject("active");
        boolean follow = cluster.call("GET", url + "/ic/v1/nodes", "").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(node -> node.getString("role").equals("target"))
                .allMatch(node -> node.getLong("balancedVersion").equals(active.getLong("version")));
        return follow && active.getJsonArray("targets").equals(new JsonArray(List.of("t1", "t2", "t3")));
    }

    private static void allThere(RealCluster cluster, String url) {
        assertThat(cluster.names(url, "photos")).hasSize(OBJECTS).doesNotHaveDuplicates();
        for (int i = 0; i < OBJECTS; i++) {
            Answer answer = cluster.call("GET", url + "/ic/v1/buckets/photos/objects/o-" + i, "");
            assertThat(answer.status()).as("o-%d", i).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(RealCluster.content(i));
        }
    }
}
