package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Placement;
import infocenter.node.Page;
import infocenter.node.RunReport;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see of an object between two placements, and what a rebalance makes of it. */
class MovingObjectsTest {
    @TempDir
    Path dir;

    private Moving cluster;
    private Placement before;

    @BeforeEach
    void up() throws IOException {
        cluster = new Moving(dir, "t1", "t2");
        before = cluster.gateway.active();
    }

    @AfterEach
    void down() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static final Placement THREE =
            new Placement(2, List.of(new NodeId("t1"), new NodeId("t2"), new NodeId("t3")));

    private String moving(String stem) {
        return Moving.movingName(stem, before, "t1", THREE, "t3");
    }

    private int status(String method, String name, String body) {
        return cluster.sendPatiently(method, name, body).statusCode();
    }

    private void grow() throws IOException {
        cluster.join("t3");
        cluster.place("t1", "t2", "t3");
    }

    @Test
    void anObjectIsReadThroughItsNewHomeBeforeItHasMoved() throws IOException {
        String name = moving("o");
        String large = "x".repeat(300_000);
        status("PUT", name, large);
        grow();

        HttpResponse<String> got = cluster.sendPatiently("GET", name, "");
        HttpResponse<String> head = cluster.sendPatiently("HEAD", name, "");
        HttpResponse<String> part = cluster.targets.get("t3").send("GET", Moving.path(name), "", "Range", "bytes=5-9");

        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(large);
        assertThat(got.headers().firstValue("x-ic-object-version")).contains("1.1");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("300000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("xxxxx");
        assertThat(cluster.targets.get("t1").send("GET", Moving.path(name), "").statusCode())
                .as("the former home does not answer for it any more")
                .isEqualTo(307);
        assertThat(status("GET", moving("nothing"), "")).isEqualTo(404);
    }

    @Test
    void aWriteOrADeleteAtTheNewHomeWinsOverWhatComesFromTheFormerOne() throws IOException {
        String written = moving("written");
        String deleted = moving("deleted");
        String again = moving("again");
        for (String name : List.of(written, deleted, again)) {
            status("PUT", name, "old");
            status("PUT", name, "older than the map");
        }
        grow();

        assertThat(status("PUT", written, "new")).isEqualTo(201);
        assertThat(status("DELETE", deleted, "")).isEqualTo(204);
        assertThat(status("DELETE", deleted, "")).isEqualTo(404);
        assertThat(status("DELETE", again, "")).isEqualTo(204);
        status("PUT", again, "risen");
        assertThat(status("GET", deleted, "")).isEqualTo(404);
        cluster.rebalance(1);

        assertThat(cluster.sendPatiently("GET", written, "").body()).isEqualTo("new");
        assertThat(status("GET", deleted, "")).isEqualTo(404);
        assertThat(cluster.sendPatiently("GET", again, "").body()).isEqualTo("risen");
        assertThat(cluster.page("t1").entries()).isEmpty();
    }

    @Test
    void aRebalanceLeavesEveryObjectOnceAndAtItsHome() throws IOException {
        for (int i = 0; i < 300; i++) {
            status("PUT", "o" + i, "content " + i);
        }
        grow();
        cluster.rebalance(1);

        assertThat(cluster.gateway.former()).isEmpty();
        int objects = 0;
        for (String id : cluster.targets.keySet()) {
            Page page = cluster.page(id);
            assertThat(page.entries())
                    .allMatch(entry ->
                            Moving.home(cluster.gateway.active(), entry.name()).equals(id));
            objects += page.entries().size();
        }
        assertThat(objects).isEqualTo(300);
        assertThat(cluster.page("t3").entries()).hasSizeGreaterThan(50);
        for (int i = 0; i < 300; i++) {
            assertThat(cluster.sendPatiently("GET", "o" + i, "").body()).isEqualTo("content " + i);
        }
    }

    @Test
    void aDeleteTravelsToAThirdHomeToo() throws IOException {
        Placement two = new Placement(2, List.of(new NodeId("t2"), new NodeId("t3")));
        String name = "";
        for (int i = 0; name.isEmpty(); i++) {
            boolean fits = Moving.home(before, "d" + i).equals("t1")
                    && Moving.home(two, "d" + i).equals("t3")
                    && Moving.home(new Placement(3, List.of(new NodeId("t2"))), "d" + i)
                            .equals("t2");
            name = fits ? "d" + i : "";
        }
        status("PUT", name, "old");
        cluster.join("t3");
        cluster.place("t2", "t3");
        status("DELETE", name, "");
        cluster.place("t2");

        assertThat(status("GET", name, ""))
                .as("t1 still has it, t3 knows better")
                .isEqualTo(404);
        cluster.rebalance(1);
        assertThat(status("GET", name, "")).isEqualTo(404);
        assertThat(cluster.page("t1").entries()).isEmpty();
        assertThat(cluster.page("t3").entries()).isEmpty();
    }

    @Test
    void aNameThatGoesBackToAHomeWithAnOldCopyIsReadInItsNewestVersion() throws IOException {
        String name = moving("back");
        status("PUT", name, "first");
        grow();
        status("PUT", name, "second, at t3");
        cluster.place("t1", "t2");

        assertThat(cluster.sendPatiently("GET", name, "").body()).isEqualTo("second, at t3");
        assertThat(status("DELETE", name, "")).isEqualTo(204);
        assertThat(status("GET", name, "")).isEqualTo(404);
        cluster.rebalance(1);
        assertThat(status("GET", name, "")).isEqualTo(404);
    }

    @Test
    void aFormerHomeThatIsAwayIsNamedAndNothingIsSaidToBeMissing() throws IOException {
        String name = moving("o");
        String fresh = moving("fresh");
        status("PUT", name, "content");
        grow();
        cluster.stop("t1");
        cluster.gateway.in(new NodeId("t1"), NodeState.EVICTED, false);
        await().atMost(Moving.PATIENCE).untilAsserted(() -> {
            HttpResponse<String> got = cluster.targets.get("t3").send("GET", Moving.path(name), "");
            assertThat(got.statusCode() + got.body())
                    .startsWith("503")
                    .contains("target t1")
                    .contains("is evicted");
        });
        assertThat(cluster.targets.get("t3").send("HEAD", Moving.path(name), "").statusCode())
                .isEqualTo(503);
        assertThat(cluster.targets
                        .get("t3")
                        .send("DELETE", Moving.path(name), "")
                        .statusCode())
                .isEqualTo(503);

        assertThat(status("PUT", fresh, "written meanwhile")).isEqualTo(201);
        assertThat(status("DELETE", fresh, "")).isEqualTo(204);
        assertThat(status("GET", fresh, ""))
                .as("its tombstone is as new as can be")
                .isEqualTo(404);
        cluster.gateway.forget(new NodeId("t1"));
        await().atMost(Moving.PATIENCE)
                .untilAsserted(() -> assertThat(cluster.targets
                                .get("t3")
                                .send("GET", Moving.path(name), "")
                                .statusCode())
                        .isEqualTo(404));
    }

    @Test
    void aTargetTakesNoWriteOfANameThatIsAboutToMove() throws IOException {
        String name = moving("o");
        status("PUT", name, "content");
        cluster.join("t3");
        cluster.gateway.propose(THREE.targets());
        await().atMost(Moving.PATIENCE).until(cluster.gateway::takenOver);

        HttpResponse<String> put = cluster.send("PUT", name, "lost, if it were taken");
        HttpResponse<String> get = cluster.send("GET", name, "");
        String stays = Moving.movingName("stays", before, "t1", THREE, "t1");

        assertThat(put.statusCode() + put.body()).startsWith("503").contains("t3 is about to keep");
        assertThat(get.body()).isEqualTo("content");
        assertThat(cluster.send("PUT", stays, "taken").statusCode()).isEqualTo(201);
    }

    @Test
    void aBucketThatWasMadeAgainWhileATargetWasAwayIsEmpty() throws IOException {
        String name = moving("o");
        status("PUT", name, "of the first bucket");
        cluster.stop("t1");
        cluster.gateway.destroy(cluster.bucket);
        Bucket second = cluster.gateway.bucket("b");
        cluster.startAgain("t1");
        cluster.join("t3");
        cluster.ready();
        cluster.place("t1", "t2", "t3");

        String path = Moving.path(name) + "?bucketId=" + second.id();
        await().atMost(Moving.PATIENCE)
                .untilAsserted(
                        () -> assertNoSuchObject(cluster.targets.get("t3").send("GET", path, "")));
        cluster.rebalance(1);
        assertNoSuchObject(cluster.targets.get("t3").send("GET", path, ""));
    }

    private static void assertNoSuchObject(HttpResponse<String> answer) {
        assertThat(answer.statusCode() + answer.body()).startsWith("404").contains("\"no-such-object\"");
    }

    @Test
    void aRunForAnotherPlacementThanTheActiveOneEnds() throws IOException {
        status("PUT", moving("o"), "content");
        grow();
        cluster.startRebalance(1);
        cluster.place("t1", "t2");
        cluster.gateway.in(new NodeId("t3"), NodeState.DECOMMISSIONED, true);
        cluster.rebalance(1);

        assertThat(cluster.page("t3").entries()).isEmpty();
        await().atMost(Moving.PATIENCE).until(() -> cluster.ends(2, 1).size() == 3);
        assertThat(cluster.ends(2, 1).stream().map(RunReport::error))
                .allMatch(error -> error.isEmpty() || error.contains("is active by now"));
        assertThat(cluster.sendPatiently("GET", moving("o"), "").body()).isEqualTo("content");
    }
}
