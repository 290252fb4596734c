package infocenter.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.gateway.e2e.OneJvmCluster.Answer;
import infocenter.node.NodeRole;
import infocenter.node.ProcessEnd;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every node gets a newer build, one after the other; then the level is raised, and no older build comes in any more. */
@Tag("faults")
class RollingUpgradeTest {
    private static final String LEVEL = "/ic/v1/cluster/feature-level";

    @TempDir
    Path folder;

    @Test
    void afterTheLevelIsRaisedNoOlderBuildIsAdmitted() throws Exception {
        try (OneJvmCluster cluster = new OneJvmCluster(folder, 4, 1)) {
            cluster.up();
            assertThat(level(cluster).getInteger("level")).isEqualTo(1);
            for (String name : List.of("t1", "g4", "g3", "g2")) {
                upgrade(cluster, name);
            }
            Answer refused = cluster.callUntilServed("POST", "g1", LEVEL, "{}");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("detail")).contains("g1 (level 1)").doesNotContain("t1", "g2", "g3", "g4");
            upgrade(cluster, "g1");

            Answer raised = cluster.callUntilServed("POST", "g1", LEVEL, "{}");

            assertThat(raised.status()).as(raised.text()).isEqualTo(200);
            assertThat(raised.json().getInteger("level")).isEqualTo(2);
            String member = cluster.leader();
            olderMemberDoesNotStart(cluster, member);
            for (String name : List.of(cluster.spare(), "t1")) {
                olderNodeIsRefused(cluster, name);
            }
            upgrade(cluster, member);
            cluster.awaitReady();
            assertThat(level(cluster).getInteger("level")).isEqualTo(2);
        }
    }

    /** Its disk knows the level: it does not even open its log. */
    private void olderMemberDoesNotStart(OneJvmCluster cluster, String name) throws IOException {
        cluster.stop(name);
        build(cluster, name, 1);
        assertThatThrownBy(() -> cluster.start(name))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("feature level 2", "newer build")
                .satisfies(failure ->
                        assertThat(ProcessEnd.ofStart(failure, folder)).isEqualTo(ProcessEnd.FEATURE_LEVEL));
    }

    private void olderNodeIsRefused(OneJvmCluster cluster, String name) throws Exception {
        cluster.stop(name);
        build(cluster, name, 1);
        // One whose disk knows the level says so before it asks.
        Files.deleteIfExists(cluster.settings(name).resolveSibling("data").resolve("feature-level"));
        cluster.start(name);
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .until(() -> cluster.node(name).gaveUp().isDone());
        NodeRole.GaveUp why = cluster.node(name).gaveUp().join();
        assertThat(why.end()).isEqualTo(ProcessEnd.FEATURE_LEVEL);
        assertThat(why.message()).contains(name, "feature level 2");
        Answer health = Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .ignoreExceptions()
                .until(() -> cluster.call("GET", name, "/health/ready", null), answer -> answer.status() == 503);
        assertThat(health.text()).contains("feature-level");
        upgrade(cluster, name);
    }

    private void upgrade(OneJvmCluster cluster, String name) throws Exception {
        if (cluster.node(name) != null) {
            cluster.stop(name);
        }
        build(cluster, name, 2);
        cluster.start(name);
        cluster.awaitReady();
        Awaitility.await()
                .atMost(OneJvmCluster.LONG)
                .ignoreExceptions()
                .until(() -> level(cluster).getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .anyMatch(node -> node.getString("id").equals(name)
                                && node.getBoolean("up")
                                && node.getInteger("understands") == 2));
    }

    private static JsonObject level(OneJvmCluster cluster) {
        return cluster.callUntilServed("GET", cluster.gateways().get(0), LEVEL, null)
                .json();
    }

    private static void build(OneJvmCluster cluster, String name, int level) throws IOException {
        Path file = cluster.settings(name);
        String kept = Files.readString(file).replaceAll("cluster: \\{rehearsedLevel: \\d+}\n", "");
        Files.writeString(file, kept);
        Files.writeString(file, "cluster: {rehearsedLevel: " + level + "}\n", StandardOpenOption.APPEND);
    }
}
