package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.ObjectTraffic.Deed;
import infocenter.gateway.faults.RealCluster.Listed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Targets are killed with -9 at random moments of puts, copies and rebalances: no half object, no litter, exact copies, and nothing of
 * a bucket that was destroyed meanwhile. {@code -Dkilled.rounds=50 -Dkilled.copied=20000} is the full size.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledTargets {
    private static final int ROUNDS = Integer.getInteger("killed.rounds", 3);
    private static final int COPIED = Integer.getInteger("killed.copied", 1_500);
    private static final long SEED = Long.getLong("killed.seed", System.nanoTime());
    private static final List<String> TARGETS = List.of("t1", "t2", "t3");

    @TempDir
    static Path folder;

    private static RealCluster cluster;

    @RegisterExtension
    static final LogsOnFailure LOGS = new LogsOnFailure(() -> cluster, 40);

    private static ClusterChanges changes;
    private static List<String> gateways;

    @BeforeAll
    static void up() throws Exception {
        cluster = RealCluster.up(folder.resolve("cluster"), 3, 3);
        gateways = cluster.list().stream()
                .filter(node -> node.role().equals("gateway"))
                .map(Listed::url)
                .toList();
        changes = new ClusterChanges(cluster, folder.resolve("cluster"), gateways);
        System.out.println("killed targets, seed " + SEED);
    }

    @AfterAll
    static void down() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void aKillLeavesNeitherHalfObjectsNorLitter() throws Exception {
        bucket("killed");
        List<String> names = ObjectTraffic.names("k-", 60);
        ObjectDoor door = new ObjectDoor("killed", new ObjectModel());
        Random random = new Random(SEED);
        try (ObjectTraffic traffic = new ObjectTraffic(door, gateways, names, SEED)) {
            traffic.fill(4);
            traffic.start(Deed.PUT, Deed.PUT, Deed.READ, Deed.DELETE, Deed.LIST);
            for (int round = 0; round < ROUNDS; round++) {
                round(round, random, traffic);
            }
        }
        changes.awaitBalanced();
        for (String name : names) {
            settled(() -> door.read(gateways.get(0), name));
        }
        settled(() -> door.list(gateways.get(0), names, 1_000));
        assertClean();
    }

    @Test
    @Order(2)
    void aBucketThatWasMadeAgainWhileATargetWasDownIsEmpty() throws Exception {
        bucket("again");
        new ObjectTraffic(new ObjectDoor("again", new ObjectModel()), gateways, ObjectTraffic.names("old-", 60), SEED)
                .fill(4);
        changes.kill("t2");
        assertThat(cluster.call("DELETE", gateways.get(0) + "/ic/v1/buckets/again?force=true", "")
                        .status())
                .isEqualTo(200);
        bucket("again");
        ObjectDoor door = new ObjectDoor("again", new ObjectModel());
        List<String> names = ObjectTraffic.names("old-", 60);
        changes.returns("t2");
        assertEmpty(door, names);
        changes.maintenance("t1");
        changes.awaitBalanced();
        assertEmpty(door, names);
        changes.endMaintenance("t1");
        changes.awaitBalanced();
        assertEmpty(door, names);
    }

    @Test
    @Order(3)
    void aCopyIsExactAlthoughTwoLeadersAndATargetAreKilled() throws Exception {
        bucket("many");
        ObjectDoor door = new ObjectDoor("many", new ObjectModel());
        List<String> names = ObjectTraffic.names("m-", COPIED);
        new ObjectTraffic(door, gateways, names, SEED).fill(8);
        String id = copy("many", bucket("copied"));
        changes.kill("t3");
        changes.returns("t3");
        for (int kills = 0; kills < 2; kills++) {
            Listed leader = cluster.leader();
            changes.kill(leader.name());
            cluster.script("start", leader.name());
            cluster.leader();
        }
        finished(id);
        TreeMap<String, String> expected = checksums(door);
        assertThat(expected.keySet()).containsExactlyElementsOf(names);
        assertThat(checksums(new ObjectDoor("copied", new ObjectModel()))).isEqualTo(expected);
        assertClean();
    }

    /** One kill: of a target that takes puts, in turn with a copy or a rebalance going on. */
    private static void round(int round, Random random, ObjectTraffic traffic) throws Exception {
        int victim = random.nextInt(TARGETS.size());
        String copy = round % 3 == 1 ? copy("killed", bucket("killed-copy-" + round)) : null;
        String away = round % 3 == 2 ? TARGETS.get((victim + 1) % TARGETS.size()) : null;
        if (away != null) {
            changes.maintenance(away);
        }
        traffic.awaitMore(random.nextInt(20), Deed.PUT);
        changes.kill(TARGETS.get(victim));
        changes.returns(TARGETS.get(victim));
        traffic.awaitMore(5, Deed.PUT, Deed.READ);
        if (away != null) {
            changes.endMaintenance(away);
        }
        if (copy != null) {
            finished(copy);
        }
    }

    private static String bucket(String name) {
        assertThat(cluster.call("POST", gateways.get(0) + "/ic/v1/buckets", "{\"name\":\"" + name + "\"}")
                        .status())
                .as("made, or made by a first try that was not answered")
                .isIn(201, 409);
        return name;
    }

    /** Refused with 409 while objects have yet to move: then asked again. */
    private static String copy(String from, String to) {
        String body = new JsonObject()
                .put("kind", "copy-bucket")
                .put("buckets", new JsonArray(List.of(from, to)))
                .put("key", to)
                .encode();
        RealCluster.Answer started = Awaitility.await()
                .atMost(RealCluster.LONG)
                .pollDelay(Duration.ZERO)
                .until(
                        () -> cluster.call("POST", gateways.get(0) + "/ic/v1/xactions", body),
                        reply -> reply.status() != 409);
        assertThat(started.json().getString("id")).as(started.text()).isNotNull();
        return started.json().getString("id");
    }

    private static void finished(String id) {
        JsonObject row = cluster.ended(gateways.get(0), id);
        assertThat(row.getString("state")).as(row.encodePrettily()).isEqualTo("finished");
        assertThat(row.getString("error")).as(row.encodePrettily()).isNullOrEmpty();
    }

    private static void assertEmpty(ObjectDoor door, List<String> names) {
        for (String gateway : gateways) {
            settled(() -> door.list(gateway, names, 1_000));
        }
        for (String name : names) {
            settled(() -> door.read(gateways.get(0), name));
        }
    }

    private static TreeMap<String, String> checksums(ObjectDoor door) {
        return Awaitility.await()
                .atMost(RealCluster.LONG)
                .until(() -> door.checksums(gateways.get(0)), all -> all != null);
    }

    /** What nobody can see must not stay on the disks: nothing half, and each name at one target alone. */
    private static void assertClean() {
        Awaitility.await().atMost(RealCluster.LONG).untilAsserted(() -> {
            List<Path> litter = new ArrayList<>();
            List<Path> objects = new ArrayList<>();
            for (String target : TARGETS) {
                for (String inside : List.of("writing", "dropped", "damaged")) {
                    litter.addAll(changes.files(target, inside));
                }
                objects.addAll(changes.files(target, "objects"));
            }
            assertThat(litter).isEmpty();
            assertThat(objects).as("somebody keeps something").isNotEmpty();
            assertThat(objects.stream().map(file -> file.subpath(file.getNameCount() - 2, file.getNameCount())))
                    .doesNotHaveDuplicates();
        });
    }

    private static void settled(java.util.concurrent.Callable<Boolean> look) {
        Awaitility.await()
                .atMost(RealCluster.LONG)
                .pollDelay(Duration.ZERO)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(look);
    }
}
