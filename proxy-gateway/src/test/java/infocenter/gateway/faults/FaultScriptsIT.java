package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.gateway.faults.RealCluster.Answer;
import infocenter.gateway.faults.RealCluster.Listed;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The scripts with which users break a cluster do what they say, and clients see no more of it than they may. */
@Tag("faults")
@Tag("probation")
class FaultScriptsIT {
    private static final String START =
            "{\"kind\":\"delete\",\"buckets\":[\"faults\"],\"arguments\":{\"names\":[\"none\"]},\"allowPartial\":true}";

    /** Between two starts at one gateway: a steady stream, and processor time left for those who restart. */
    private static final long PAUSE_MILLIS = 20;

    @TempDir
    static Path folder;

    private static RealCluster cluster;

    @RegisterExtension
    final LogsOnFailure logs = new LogsOnFailure(() -> cluster, 400);

    @BeforeAll
    static void up() throws Exception {
        cluster = RealCluster.up(folder.resolve("cluster"), 4, 2);
        assertThat(cluster.call("POST", cluster.leader().url() + "/ic/v1/buckets", "{\"name\":\"faults\"}")
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void down() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void killLeaderKillsTheLeaderAndAnotherLeads() throws Exception {
        String leader = cluster.leader().name();

        String said = cluster.fault("kill-leader");

        assertThat(said).contains("killed " + leader).contains("scripts/cluster start " + leader);
        Awaitility.await()
                .atMost(RealCluster.LONG)
                .untilAsserted(() -> assertThat(cluster.list())
                        .anyMatch(node -> node.leader() && !node.name().equals(leader)));
        cluster.script("start", leader);
        cluster.script("up");
    }

    @Test
    void aPausedMemberIsNotMissedAtTheOtherGateways() throws Exception {
        Listed outsider = cluster.outsider();
        Answer started = cluster.call("POST", outsider.url() + "/ic/v1/xactions", START);
        assertThat(started.status()).isIn(200, 201);
        Listed paused = cluster.list().stream()
                .filter(node -> node.member() && !node.leader())
                .findFirst()
                .orElseThrow();
        List<Answer> seen = new CopyOnWriteArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                // Ids that nobody knows spread over all members as well.
                seen.add(look(outsider.url() + "/ic/v1/xactions/none-" + seen.size()));
            }
        });
        looking.start();

        String said = cluster.fault("pause", paused.name(), "5");

        over.set(true);
        looking.join();
        assertThat(said).contains("froze " + paused.name()).contains(paused.name() + " goes on");
        assertThat(seen).hasSizeGreaterThan(20).allMatch(answer -> answer.status() == 404);
        cluster.script("up");
    }

    @Test
    void aRollingRestartOfGatewaysRefusesNothingButAtTheGatewayThatStops() throws Exception {
        restartUnderLoad("gateways", "g1", "g2", "g3", "g4");
    }

    @Test
    void aRollingRestartOfTargetsRefusesNothing() throws Exception {
        restartUnderLoad("targets", "t1", "t2");
    }

    private static void restartUnderLoad(String which, String... restarted) throws Exception {
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        Map<String, Integer> unforeseen = new ConcurrentHashMap<>();
        List<Listed> gateways = cluster.list().stream()
                .filter(node -> node.role().equals("gateway"))
                .toList();
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(gateways.size());
        for (Listed gateway : gateways) {
            clients.scheduleWithFixedDelay(
                    () -> start(gateway, acknowledged, unforeseen), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        String said;
        try {
            said = cluster.fault("rolling-restart", "--only", which);
        } finally {
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(RealCluster.LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        assertThat(said.lines().map(line -> line.substring(0, 2))).containsExactlyInAnyOrder(restarted);
        assertThat(unforeseen).isEmpty();
        assertThat(acknowledged).hasSizeGreaterThan(50);
        for (Listed gateway : gateways) {
            for (String id : acknowledged.subList(0, 50)) {
                assertThat(cluster.call("GET", gateway.url() + "/ic/v1/xactions/" + id, "")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    private static Answer look(String url) {
        try {
            return cluster.once("GET", url, "");
        } catch (IOException failed) {
            return new Answer(0, String.valueOf(failed));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted");
        }
    }

    /** A gateway may say 503, or be away; it may not leave a client in doubt. */
    private static void start(Listed gateway, List<String> acknowledged, Map<String, Integer> unforeseen) {
        try {
            Answer answer = cluster.once("POST", gateway.url() + "/ic/v1/xactions", START);
            if (answer.status() / 100 == 2) {
                acknowledged.add(new JsonObject(answer.text()).getString("id"));
            } else if (answer.status() != 503) {
                unforeseen.merge(
                        Instant.now() + " " + gateway.name() + " " + answer.status() + " " + answer.text(),
                        1,
                        Integer::sum);
            }
        } catch (ConnectException away) {
            // It is between its stop and its start.
        } catch (IOException broken) {
            unforeseen.merge(Instant.now() + " " + gateway.name() + " " + broken, 1, Integer::sum);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
