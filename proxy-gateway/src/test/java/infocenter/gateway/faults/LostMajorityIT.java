package infocenter.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.gateway.faults.RealCluster.Answer;
import infocenter.gateway.faults.RealCluster.Listed;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An operator's way through a lost majority with real processes: backup, two of three disks lost, recover, one of them comes back. */
@Tag("faults")
@Tag("probation")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostMajorityIT {
    private static final int OBJECTS = 30;

    @TempDir
    static Path folder;

    private static RealCluster cluster;
    private static String g1;
    private static String clusterId;

    /** What a command printed and exited with. */
    private record Printed(int code, String text) {}

    @BeforeAll
    static void up() throws Exception {
        cluster = RealCluster.up(folder.resolve("cluster"), 3, 2);
        g1 = url("g1");
        assertThat(cluster.call("POST", g1 + "/ic/v1/buckets", "{\"name\":\"kept\"}")
                        .status())
                .isEqualTo(201);
        cluster.put(g1, "kept", OBJECTS);
        Answer ended = cluster.call(
                "POST", g1 + "/ic/v1/xactions", "{\"kind\":\"list-objects\",\"buckets\":[\"kept\"],\"id\":\"before\"}");
        assertThat(ended.status()).isEqualTo(201);
        cluster.ended(g1, "before");
        clusterId = shown(g1).getString("clusterId");
    }

    @AfterAll
    static void down() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static String url(String name) throws IOException, InterruptedException {
        return cluster.list().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow()
                .url();
    }

    private static JsonObject shown(String gateway) {
        return cluster.call("GET", gateway + "/ic/v1/cluster", "").json();
    }

    private static Printed xic(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("target/xic/bin/xic"));
        command.addAll(List.of(arguments));
        Path printed = Files.createTempFile("xic", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        Files.delete(printed);
        return new Printed(process.exitValue(), text);
    }

    private static Path data(String name) {
        return folder.resolve("cluster").resolve(name).resolve("data");
    }

    private static String config(String name) {
        return folder.resolve("cluster").resolve(name).resolve("settings.yaml").toString();
    }

    @Test
    @Order(1)
    void aBackupIsTakenWhileEverythingRunsAndCanBeChecked() throws Exception {
        String file = folder.resolve("backup").toString();
        assertThat(xic("ic", "backup", file, "-u", g1)).satisfies(done -> {
            assertThat(done.code()).as(done.text()).isZero();
            assertThat(done.text()).contains(clusterId, "records", "checksum");
        });
        assertThat(xic("ic", "backup", file, "-u", g1).code())
                .as("never over another one")
                .isEqualTo(5);
        assertThat(xic("ic", "backup", "--check", file).code()).isZero();
        assertThat(Files.exists(Path.of(file + ".part"))).isFalse();
        assertThat(xic("ic", "restore", file, "-u", g1)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(5);
            assertThat(refused.text()).contains("belongs to a cluster already");
        });
        byte[] bytes = Files.readAllBytes(Path.of(file));
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad"), bytes);
        assertThat(xic("ic", "backup", "--check", bad.toString()).code()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void withoutTwoDisksTheSurvivorGoesOnAndNothingThatItKnewIsLost() throws Exception {
        assertThat(xic("ic", "recover", "--config", config("g1"), "--lost", "g2,g3", "--yes"))
                .satisfies(refused -> {
                    assertThat(refused.code()).as(refused.text()).isEqualTo(5);
                    assertThat(refused.text()).contains("in use by another gateway");
                });
        for (String name : List.of("g2", "g3", "g1")) {
            cluster.script("kill", name);
        }
        // g2 is wiped; g3's disk is only said to be lost.
        copy(data("g3"), folder.resolve("g3-kept"));
        cluster.loseDisk("g2");
        cluster.loseDisk("g3");

        assertThat(xic("ic", "recover", "--config", config("g1"), "--lost", "g2", "--yes"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(5);
                    assertThat(refused.text()).contains("the other members are g2,g3");
                });
        assertThat(xic("ic", "recover", "--config", config("g1"), "--lost", "g2,g3", "--yes"))
                .satisfies(done -> {
                    assertThat(done.code()).as(done.text()).isZero();
                    assertThat(done.text()).contains("Recovered: cluster " + clusterId + " goes on in epoch 2");
                });
        assertThat(xic("ic", "recover", "--config", config("g1"), "--lost", "g2,g3", "--yes"))
                .satisfies(again -> assertThat(again.text()).contains("recovered already, in epoch 2"));

        cluster.script("start", "g1");
        cluster.script("ready", "g1");
        JsonObject cluster2 = shown(g1);
        assertThat(cluster2.getString("clusterId")).isEqualTo(clusterId);
        assertThat(cluster2.getLong("epoch")).isEqualTo(2);
        assertThat(cluster.call("GET", g1 + "/ic/v1/xactions/before", "").status())
                .isEqualTo(200);
        assertThat(cluster.names(g1, "kept")).hasSize(OBJECTS);
    }

    @Test
    @Order(3)
    void oneThatWasWipedAndOneOfTheEpochBeforeBecomeMembersAgain() throws Exception {
        copy(folder.resolve("g3-kept"), data("g3"));
        cluster.script("start", "g2");
        cluster.script("start", "g3");

        await().atMost(RealCluster.LONG)
                .until(() -> cluster.list().stream().filter(Listed::member).count() == 3);
        assertThat(Files.readString(folder.resolve("cluster").resolve("g3").resolve("log")))
                .contains("the cluster has gone on in epoch 2");
        for (String name : List.of("g1", "g2", "g3")) {
            assertThat(shown(url(name)).getLong("epoch")).as(name).isEqualTo(2);
        }
        // Targets obey the new epoch.
        Answer started = cluster.call(
                "POST",
                url("g3") + "/ic/v1/xactions",
                "{\"kind\":\"list-objects\",\"buckets\":[\"kept\"],\"id\":\"after\",\"key\":\"after\"}");
        assertThat(started.status()).as(started.text()).isIn(200, 201);
        assertThat(cluster.ended(url("g2"), "after").getString("state")).isEqualTo("finished");
        await().atMost(RealCluster.LONG).until(() -> cluster.names(g1, "kept").size() == OBJECTS);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
