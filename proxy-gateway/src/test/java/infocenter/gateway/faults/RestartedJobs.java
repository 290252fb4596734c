package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.RealCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Jobs whose target is killed with -9 in their middle and started again within the window: what policy restart is for. */
final class RestartedJobs {
    /** A kill that came too late proves nothing, so it is tried again, with a fresh piece of work. */
    private static final int ROUNDS_MAX = 10;

    private final RealCluster cluster;
    private final String url;

    RestartedJobs(RealCluster cluster, String url) {
        this.cluster = cluster;
        this.url = url;
    }

    /** Makes the work of one round, and says how to start it. */
    interface Round {
        JsonObject start(int round);
    }

    /** The row of the first round whose kill of that target fell into the middle; it has ended finished, without an error. */
    JsonObject killed(String target, Round work) throws Exception {
        for (int round = 1; ; round++) {
            Answer started = cluster.call(
                    "POST", url + "/ic/v1/xactions", work.start(round).encode());
            assertThat(started.status()).as(started.text()).isIn(200, 201);
            cluster.script("kill", target);
            cluster.script("start", target);
            JsonObject row = cluster.ended(url, started.json().getString("id"));
            assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
            assertThat(row.getString("error")).as(row.encodePrettily()).isNullOrEmpty();
            if (run(row, target).getInteger("attempt") > 1 || round == ROUNDS_MAX) {
                assertThat(run(row, target).getInteger("attempt"))
                        .as("a kill in the middle")
                        .isGreaterThan(1);
                return row.put("round", round);
            }
        }
    }

    static JsonObject run(JsonObject row, String target) {
        return row.getJsonArray("runs").stream()
                .map(JsonObject.class::cast)
                .filter(run -> run.getString("target").equals(target))
                .findFirst()
                .orElseThrow();
    }

    static JsonObject start(String kind, JsonObject arguments, String... buckets) {
        return new JsonObject()
                .put("kind", kind)
                .put("buckets", new JsonArray(List.of(buckets)))
                .put("arguments", arguments);
    }
}
