package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets come, stay away, return and go for good, while somebody reads: no object is ever missing or wrong. */
@Tag("faults")
class ComingAndGoingTest {
    private static final int OBJECTS = 90;

    @TempDir
    Path folder;

    private OneJvmCluster cluster;
    private Readers readers;

    @BeforeEach
    void three() throws Exception {
        cluster = new OneJvmCluster(
                folder, 1, 4, "mounts: [{path: mount}]\n", "target: {evictAfter: 3s}\nrebalance: {waitFor: 20s}\n");
        cluster.up(List.of("g1", "t1", "t2", "t3"));
        assertThat(call("POST", "/ic/v1/buckets", "{\"name\":\"photos\"}").status())
                .isEqualTo(201);
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(cluster.callUntilServed("PUT", "g1", object(i), content(i))
                            .status())
                    .isIn(200, 201);
        }
        readers = new Readers();
        readers.start();
    }

    @AfterEach
    void down() throws Exception {
        if (readers != null) {
            readers.stop();
        }
        cluster.close();
    }

    @Test
    void whoComesGetsItsShareAndWhoGoesLeavesNothingBehind() throws Exception {
        cluster.start("t4");
        awaitPlaced("t1", "t2", "t3", "t4");
        long version = activeVersion();
        JsonObject moved = cluster.awaitEnd("g1", "g" + version);
        assertThat(moved.getString("kind")).isEqualTo("rebalance");
        assertThat(moved.getString("origin")).isEqualTo("system");
        assertThat(moved.getString("state")).as(moved.encode()).isEqualTo("finished");
        assertThat(moved.getString("error")).as(moved.encode()).isNullOrEmpty();
        assertThat(node("t4").getLong("balancedVersion")).isEqualTo(version);
        allThere();

        assertThat(cluster.callUntilServed("POST", "g1", "/ic/v1/nodes/t1/decommission", "{}")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() ->
                        node("t1").getJsonObject("drain").getString("state").equals("safe-to-stop"));
        awaitPlaced("t2", "t3", "t4");
        cluster.stop("t1");
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> call("DELETE", "/ic/v1/nodes/t1", null).status() == 200);
        allThere();
        readers.check();
    }

    @Test
    void whatATargetThatStaysAwayHasIsMissingUntilItReturns() throws Exception {
        cluster.stop("t2");
        awaitPlaced("t1", "t3");
        assertThat(node("t2").getString("state")).isEqualTo("evicted");
        assertThat(node("t2").getJsonObject("drain").getString("state")).isEqualTo("undrained");
        Awaitility.await().atMost(OneJvmCluster.LONG).until(this::balanced);
        List<Integer> answers = IntStream.range(0, OBJECTS)
                .mapToObj(i -> status(object(i)))
                .distinct()
                .sorted()
                .toList();
        assertThat(answers).as("nobody knows whether it has them: not 404").containsExactly(200, 503);

        cluster.start("t2");
        awaitPlaced("t1", "t2", "t3");
        Awaitility.await().atMost(OneJvmCluster.LONG).until(this::balanced);
        allThere();
        readers.check();
    }

    @Test
    void whoWasForgottenComesBackEmpty() throws Exception {
        cluster.stop("t2");
        awaitPlaced("t1", "t3");
        readers.lostSome();
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> call("DELETE", "/ic/v1/nodes/t2", null).status() == 200);
        List<Integer> lost = IntStream.range(0, OBJECTS)
                .filter(i -> served(object(i)) == 404)
                .boxed()
                .toList();
        assertThat(lost).as("given up").isNotEmpty().hasSizeLessThan(OBJECTS);

        cluster.start("t2");
        awaitPlaced("t1", "t2", "t3");
        Awaitility.await().atMost(OneJvmCluster.LONG).until(this::balanced);
        for (int i = 0; i < OBJECTS; i++) {
            assertThat(served(object(i))).as(object(i)).isEqualTo(lost.contains(i) ? 404 : 200);
        }
        assertThat(folder.resolve("t2/mount/forgotten")).as("put aside").isNotEmptyDirectory();
        readers.check();
    }

    private void awaitPlaced(String... targets) {
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> cluster.cluster()
                        .getJsonObject("placement")
                        .getJsonObject("active")
                        .getJsonArray("targets")
                        .equals(new JsonArray(List.of(targets))));
    }

    private long activeVersion() throws Exception {
        return cluster.cluster()
                .getJsonObject("placement")
                .getJsonObject("active")
                .getLong("version");
    }

    /** Every target that has a place follows the active placement. */
    private boolean balanced() throws Exception {
        long version = activeVersion();
        return call("GET", "/ic/v1/nodes", null).json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(node -> node.getString("role").equals("target")
                        && node.getString("state").equals("up"))
                .allMatch(node -> node.getLong("balancedVersion") == version);
    }

    private JsonObject node(String name) throws Exception {
        return call("GET", "/ic/v1/nodes/" + name, null).json();
    }

    private void allThere() throws Exception {
        assertThat(cluster.names("g1", "photos"))
                .containsExactlyElementsOf(IntStream.range(0, OBJECTS)
                        .mapToObj(i -> String.format("o-%03d", i))
                        .toList());
        for (int i = 0; i < OBJECTS; i++) {
            Answer answer = cluster.callUntilServed("GET", "g1", object(i), null);
            assertThat(answer.status()).as(object(i)).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(content(i));
        }
    }

    private int served(String path) {
        return cluster.callUntilServed("GET", "g1", path, null).status();
    }

    private int status(String path) {
        try {
            return call("GET", path, null).status();
        } catch (Exception unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    private Answer call(String method, String path, String body) throws Exception {
        return cluster.call(method, "g1", path, body);
    }

    private static String object(int number) {
        return "/ic/v1/buckets/photos/objects/" + String.format("o-%03d", number);
    }

    private static String content(int number) {
        return ("object " + number + " ").repeat(20);
    }

    /** Somebody who reads all the time and believes every answer but "later". */
    private final class Readers {
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicReference<String> wrong = new AtomicReference<>("");
        private final Thread thread = new Thread(this::read, "reader");
        private volatile boolean over;
        private volatile boolean someAreLost;
        private int readsBefore;

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        /** From now on 404 is an answer. */
        void lostSome() {
            someAreLost = true;
            readsBefore = reads.get();
        }

        private void read() {
            for (int i = 0; !over; i = (i + 1) % OBJECTS) {
                try {
                    readOne(i);
                    if (i % 10 == 0 && !someAreLost) {
                        list();
                    }
                } catch (java.io.IOException unreachable) {
                    // A target that stops: its readers ask again.
                } catch (InterruptedException told) {
                    return;
                } catch (Exception broken) {
                    wrong("the reader: " + broken);
                }
            }
        }

        private void readOne(int i) throws Exception {
            Answer answer = call("GET", object(i), null);
            boolean right =
                    answer.status() == 200 && answer.text().equals(content(i)) || answer.status() == 404 && someAreLost;
            if (right) {
                reads.incrementAndGet();
            } else if (answer.status() != 503) {
                wrong(object(i) + ": " + answer);
            }
        }

        private void list() throws Exception {
            try {
                List<String> listed = cluster.names("g1", "photos");
                if (listed.size() != OBJECTS) {
                    wrong("a list of " + listed.size() + " names: " + listed);
                }
            } catch (IllegalStateException noList) {
                if (!String.valueOf(noList.getMessage()).contains("status=503")) {
                    wrong("no list: " + noList.getMessage());
                }
            }
        }

        /** The first fault is the one to look at. */
        private void wrong(String what) {
            wrong.compareAndSet("", what);
        }

        /** As much was read since the phase began, and nothing of it was wrong. */
        void check() {
            Awaitility.await()
                    .atMost(OneJvmCluster.LONG)
                    .until(() -> !wrong.get().isEmpty() || reads.get() - readsBefore >= OBJECTS);
            assertThat(wrong.get()).isEmpty();
        }

        void stop() throws InterruptedException {
            over = true;
            thread.join(OneJvmCluster.LONG.toMillis());
            assertThat(thread.isAlive()).as("the reader ended").isFalse();
        }
    }
}
