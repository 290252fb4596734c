package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of jobs over the whole way: door, log, targets, objects. One small cluster for all of them, a bucket for each. */
class KindsTest {
    private static final String G = "g1";

    @TempDir
    static Path folder;

    private static OneJvmCluster cluster;

    @BeforeAll
    static void up() throws Exception {
        cluster = new OneJvmCluster(folder, 1, 2).up();
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    private static void bucket(String name, int objects) {
        assertThat(cluster.callUntilServed("POST", G, "/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < objects; i++) {
            put(name, "o-" + i, "content " + i);
        }
    }

    private static Answer put(String bucket, String object, String content) {
        return cluster.callUntilServed("PUT", G, "/ic/v1/buckets/" + bucket + "/objects/" + object, content);
    }

    private static Answer get(String bucket, String object) {
        return cluster.callUntilServed("GET", G, "/ic/v1/buckets/" + bucket + "/objects/" + object, null);
    }

    private static Answer start(String kind, JsonObject arguments, String... buckets) throws Exception {
        return cluster.startXaction(G, kind, List.of(buckets), arguments, null);
    }

    /** The row of a start that must be let in, once it has ended. */
    private static JsonObject ended(String kind, JsonObject arguments, String... buckets) throws Exception {
        Answer started = start(kind, arguments, buckets);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return cluster.awaitEnd(G, started.at("id"));
    }

    private static void assertFinished(JsonObject row) {
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNull();
    }

    private static void assertRefused(Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().getString("field")).as(answer.text()).isEqualTo(field);
    }

    private static TreeMap<String, String> versions(String bucket) throws Exception {
        TreeMap<String, String> versions = new TreeMap<>();
        JsonArray items = cluster.call("GET", G, "/ic/v1/buckets/" + bucket + "/objects", null)
                .json()
                .getJsonArray("items");
        for (int i = 0; i < items.size(); i++) {
            versions.put(
                    items.getJsonObject(i).getString("name"),
                    items.getJsonObject(i).getString("version"));
        }
        return versions;
    }

    @Test
    void copyObjectsCopiesWhatIsChosenAndSkipsWhatIsEqual() throws Exception {
        bucket("chosen-from", 12);
        bucket("chosen-to", 0);
        JsonObject range = new JsonObject().put("template", "o-{0..9}").put("prepend", "p/");
        assertFinished(ended("copy-objects", range, "chosen-from", "chosen-to"));
        TreeMap<String, String> first = versions("chosen-to");
        assertThat(first).hasSize(10).containsKey("p/o-9").doesNotContainKey("p/o-10");
        assertFinished(ended("copy-objects", range, "chosen-from", "chosen-to"));
        assertThat(versions("chosen-to")).isEqualTo(first);
        assertThat(get("chosen-to", "p/o-7").text()).isEqualTo("content 7");

        JsonObject row = ended(
                "copy-objects",
                new JsonObject().put("names", new JsonArray(List.of("o-11", "none"))),
                "chosen-from",
                "chosen-to");
        assertThat(row.getString("error")).contains("1 object failed").contains("none");
        assertThat(versions("chosen-to")).hasSize(11).containsKey("o-11");
    }

    @Test
    void wrongArgumentsAreRefusedByName() throws Exception {
        bucket("bad-a", 0);
        bucket("bad-b", 0);
        assertRefused(start("copy-objects", new JsonObject(), "bad-a", "bad-b"), 400, "arguments.names");
        assertRefused(
                start("copy-objects", new JsonObject().put("template", "a{5..1}"), "bad-a", "bad-b"),
                400,
                "arguments.template");
        assertRefused(
                start("copy-objects", new JsonObject().put("prefix", ""), "bad-a", "bad-b"), 400, "arguments.prefix");
        assertRefused(start("copy-objects", new JsonObject().put("prefix", "a"), "bad-a", "bad-a"), 400, "buckets");
    }
}
