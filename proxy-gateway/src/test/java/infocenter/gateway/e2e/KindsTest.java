package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
        cluster = new OneJvmCluster(
                        folder,
                        1,
                        2,
                        "mounts: [{path: mount, capacity: 256KiB}]\nlru: {high: 60, low: 30}\npromote: ["
                                + folder.resolve("shared") + "]\n")
                .up();
    }

    @AfterAll
    static void down() {
        if (cluster != null) {
            cluster.close();
        }
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

    private static JsonObject results(String id) throws Exception {
        return cluster.call("GET", G, "/ic/v1/xactions/" + id + "/results", null)
                .json();
    }

    private static long objects(JsonObject results, String name) {
        return results.getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("name").equals(name))
                .mapToLong(item -> item.getLong("objects"))
                .sum();
    }

    @Test
    void summaryCountsOneBucketOrAll() throws Exception {
        bucket("sum-a", 5);
        bucket("sum-b", 3);
        JsonObject all = ended("summary", new JsonObject());
        assertFinished(all);
        JsonObject results = results(all.getString("id"));
        assertThat(results.getBoolean("complete")).as(results.encode()).isTrue();
        assertThat(objects(results, "ais://sum-a")).isEqualTo(5);
        assertThat(objects(results, "ais://sum-b")).isEqualTo(3);
        JsonObject one = ended("summary", new JsonObject(), "sum-b");
        assertThat(one.getJsonObject("progress").getLong("objects")).isEqualTo(3);
        assertThat(results(one.getString("id")).getJsonArray("items")).hasSize(1);
    }

    @Test
    void lruBeginsByItselfAtTheHighMarkAndFreesToTheLowOne() throws Exception {
        bucket("cache", 0);
        bucket("kept", 4);
        assertThat(cluster.call("PATCH", G, "/ic/v1/buckets/cache", "{\"properties\":{\"lru\":\"on\"}}")
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < 80; i++) {
            put("cache", "c-" + i, "x".repeat(4_096));
        }
        JsonObject row = org.awaitility.Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(
                        () -> cluster.call("GET", G, "/ic/v1/xactions?kind=lru", null)
                                .json()
                                .getJsonArray("items"),
                        rows -> !rows.isEmpty() && rows.getJsonObject(0).getString("endTime") != null)
                .getJsonObject(0);
        assertFinished(row);
        assertThat(row.getString("origin")).isEqualTo("system");
        long freed = row.getJsonObject("progress").getLong("objects");
        assertThat(freed).isPositive();
        assertThat(objects(results(row.getString("id")), "ais://cache")).isEqualTo(freed);
        assertThat(versions("kept")).hasSize(4);
        assertThat(ended("delete", new JsonObject().put("prefix", "c-"), "cache")
                        .getString("error"))
                .isNull();
    }

    @Test
    void cleanupSaysWhatItRemoved() throws Exception {
        java.nio.file.Path left = folder.resolve("t1/mount/writing/left-behind");
        java.nio.file.Files.writeString(left, "litter");
        JsonObject row = ended("cleanup", new JsonObject());
        assertFinished(row);
        assertThat(left).doesNotExist();
        assertThat(objects(results(row.getString("id")), "litter")).isEqualTo(1);
    }

    @Test
    void aRenamedBucketHasEverythingThatWasAcknowledgedAndTheOldOneIsGone() throws Exception {
        bucket("old", 60);
        java.util.Set<String> acknowledged = java.util.concurrent.ConcurrentHashMap.newKeySet();
        java.util.Set<Integer> refusals = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !refusals.contains(404) && !over.get(); i++) {
                try {
                    int status = cluster.call("PUT", G, "/ic/v1/buckets/old/objects/w-" + i, "late")
                            .status();
                    if (status == 201) {
                        acknowledged.add("w-" + i);
                    } else {
                        refusals.add(status);
                    }
                } catch (java.io.IOException cut) {
                    refusals.add(0);
                } catch (InterruptedException told) {
                    return;
                }
            }
        });
        writer.setDaemon(true);
        writer.start();
        try {
            org.awaitility.Awaitility.await().atMost(OneJvmCluster.LONG).until(() -> acknowledged.size() > 5);
            assertFinished(ended("rename-bucket", new JsonObject(), "old", "renamed"));
            org.awaitility.Awaitility.await().atMost(OneJvmCluster.LONG).until(() -> refusals.contains(404));
        } finally {
            over.set(true);
            writer.join(OneJvmCluster.LONG.toMillis());
        }
        assertThat(writer.isAlive()).as("the writer ended").isFalse();
        assertThat(cluster.call("GET", G, "/ic/v1/buckets/old", null).status()).isEqualTo(404);
        TreeMap<String, String> names = versions("renamed");
        assertThat(names.keySet()).containsAll(acknowledged);
        for (int i = 0; i < 60; i++) {
            assertThat(names).containsKey("o-" + i);
        }
        assertThat(get("renamed", "o-17").text()).isEqualTo("content 17");
        assertThat(get("renamed", acknowledged.iterator().next()).text()).isEqualTo("late");
        assertThat(cluster.call("GET", G, "/ic/v1/buckets/renamed", null).json().getJsonObject("properties"))
                .isEmpty();
        assertThat(put("renamed", "after", "x").status()).isEqualTo(201);
        assertThat(refusals).contains(404).isSubsetOf(503, 404, 0);
    }

    @Test
    void promoteMakesObjectsOfFilesOfEveryTarget() throws Exception {
        bucket("promoted", 0);
        java.nio.file.Path shared = java.nio.file.Files.createDirectories(folder.resolve("shared/in"));
        for (int i = 0; i < 10; i++) {
            java.nio.file.Files.writeString(shared.resolve("f-" + i), "file " + i);
        }
        JsonObject outside = ended("promote", new JsonObject().put("path", "/etc"), "promoted");
        assertThat(outside.getString("error")).contains("path /etc is below no folder that the setting promote");
        assertThat(versions("promoted")).isEmpty();
        JsonObject arguments = new JsonObject().put("path", shared.toString()).put("prepend", "p/");
        assertFinished(ended("promote", arguments, "promoted"));
        TreeMap<String, String> first = versions("promoted");
        assertThat(first).hasSize(10).containsKey("p/f-3");
        assertThat(get("promoted", "p/f-3").text()).isEqualTo("file 3");
        assertFinished(ended("promote", arguments.copy().put("deleteSource", true), "promoted"));
        assertThat(shared.toFile().list()).isEmpty();
        assertThat(versions("promoted"))
                .as("what was equal was not written again")
                .isEqualTo(first);
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
        assertRefused(start("lru", new JsonObject().put("force", "yes")), 400, "arguments.force");
        assertRefused(start("lru", new JsonObject(), "bad-a"), 400, "buckets");
        assertRefused(start("promote", new JsonObject(), "bad-a"), 400, "arguments.path");
        assertRefused(start("promote", new JsonObject().put("path", "in"), "bad-a"), 400, "arguments.path");
        assertRefused(start("promote", new JsonObject().put("path", "/a/../b"), "bad-a"), 400, "arguments.path");
        assertThat(start("rename-bucket", new JsonObject(), "bad-a", "bad-b").status())
                .isEqualTo(409);
        assertThat(start("rename-bucket", new JsonObject(), "bad-none", "bad-new")
                        .status())
                .isEqualTo(404);
        assertRefused(start("rename-bucket", new JsonObject(), "bad-a", "bad-a"), 400, "buckets");
        assertRefused(start("cleanup", new JsonObject().put("deep", true)), 400, "arguments.deep");
        assertRefused(start("summary", new JsonObject(), "bad-a", "bad-b"), 400, "buckets");
        assertRefused(
                cluster.call("PATCH", G, "/ic/v1/buckets/bad-a", "{\"properties\":{\"lru\":\"maybe\"}}"),
                400,
                "properties.lru");
    }
}
