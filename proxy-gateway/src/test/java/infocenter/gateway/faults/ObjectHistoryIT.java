package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.ObjectTraffic.Deed;
import infocenter.gateway.faults.RealCluster.Listed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * Objects are written, read, listed and deleted through all gateways while targets die, return, join and leave; a model judges every
 * answer. {@code -Dhistory.objects=5000 -Dhistory.lists=true} is the full size.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObjectHistoryIT {
    private static final int OBJECTS = Integer.getInteger("history.objects", 300);
    private static final boolean LISTS = Boolean.getBoolean("history.lists");
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());
    private static final String BUCKET = "history";

    @TempDir
    static Path folder;

    private static RealCluster cluster;

    @RegisterExtension
    static final LogsOnFailure LOGS = new LogsOnFailure(() -> cluster, 40);

    private static ClusterChanges changes;
    private static ObjectDoor door;
    private static ObjectTraffic traffic;
    private static List<String> gateways;
    private static List<String> names;

    @BeforeAll
    static void up() throws Exception {
        cluster = RealCluster.up(folder.resolve("cluster"), 3, 3, "--gateway", "target: {evictAfter: 2s}");
        gateways = cluster.list().stream()
                .filter(node -> node.role().equals("gateway"))
                .map(Listed::url)
                .toList();
        changes = new ClusterChanges(cluster, folder.resolve("cluster"), gateways);
        assertThat(cluster.call("POST", gateways.get(0) + "/ic/v1/buckets", "{\"name\":\"" + BUCKET + "\"}")
                        .status())
                .isEqualTo(201);
        names = ObjectTraffic.names("o-", OBJECTS);
        door = new ObjectDoor(BUCKET, new ObjectModel());
        traffic = new ObjectTraffic(door, gateways, names, SEED);
        traffic.fill(4);
        traffic.start(Deed.PUT, Deed.PUT, Deed.READ, Deed.READ, Deed.DELETE);
        if (LISTS) {
            traffic.start(Deed.LIST);
        }
    }

    @AfterAll
    static void down() throws Exception {
        try {
            if (traffic != null) {
                traffic.close();
                System.out.println("history, seed " + SEED + ": " + traffic.told());
            }
        } finally {
            if (cluster != null) {
                cluster.close();
            }
        }
    }

    @Test
    @Order(1)
    void aTargetIsKilledAndReturns() throws Exception {
        all();
        changes.kill("t2");
        traffic.awaitMore(20, Deed.PUT, Deed.READ, Deed.DELETE);
        changes.returns("t2");
        all();
    }

    @Test
    @Order(2)
    void theMapChangesTwiceDuringARebalanceAndATargetDies() throws Exception {
        changes.joins();
        changes.maintenance("t1");
        changes.kill("t3");
        traffic.awaitMore(10, Deed.PUT, Deed.READ, Deed.DELETE);
        changes.returns("t3");
        changes.awaitBalanced();
        all();
        changes.endMaintenance("t1");
        all();
        changes.awaitBalanced();
    }

    @Test
    @Order(3)
    void aTargetLeavesForGood() throws Exception {
        changes.leaves("t4");
        all();
    }

    @Test
    @Order(4)
    void aTargetIsEvictedAndReturns() throws Exception {
        changes.kill("t2");
        changes.awaitEvicted("t2");
        traffic.awaitMore(20, Deed.PUT, Deed.READ, Deed.DELETE);
        changes.returns("t2");
        changes.awaitBalanced();
        all();
    }

    @Test
    @Order(9)
    void allIsThereWhenItIsQuiet() throws Exception {
        traffic.close();
        traffic.check();
        changes.awaitBalanced();
        for (String gateway : gateways) {
            settled(() -> door.list(gateway, names, 1_000));
        }
        TreeMap<String, String> checksums = Awaitility.await()
                .atMost(RealCluster.LONG)
                .until(() -> door.checksums(gateways.get(0)), found -> found != null);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String gateway = gateways.get(i % gateways.size());
            settled(() -> door.read(gateway, name));
            if (checksums.containsKey(name)) {
                String checksum = Awaitility.await()
                        .atMost(RealCluster.LONG)
                        .until(() -> door.checksum(gateway, name), answered -> !answered.isEmpty());
                assertThat(checksum).as(name).isEqualTo(checksums.get(name));
            }
        }
        assertThat(checksums).as("something is left to look at").isNotEmpty();
    }

    /** The state that the cluster is in now was used in every way. */
    private static void all() {
        traffic.awaitMore(20, Deed.PUT, Deed.READ, Deed.DELETE);
        if (LISTS) {
            traffic.awaitMore(1, Deed.LIST);
        }
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
