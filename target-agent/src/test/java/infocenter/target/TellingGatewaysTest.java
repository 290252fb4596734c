package infocenter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.XactionId;
import infocenter.node.RunReport;
import infocenter.target.report.GatewayCalls;
import infocenter.target.report.Gateways;
import infocenter.target.report.MapFetch;
import infocenter.target.report.ReportPush;
import infocenter.target.run.KeptReports;
import infocenter.target.run.MapCopy;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a target tells gateways, when some of them are away or behind. */
class TellingGatewaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final NodeId SELF = new NodeId("t1");

    private final Vertx vertx = Vertx.vertx();
    private final GatewayCalls calls = new GatewayCalls(vertx);
    private final ExecutorService orders = Executors.newSingleThreadExecutor();
    private final KeptReports kept = new KeptReports();
    private final MapCopy copy = new MapCopy();
    private final List<MapCopy.View> taken = new CopyOnWriteArrayList<>();
    private FakeGateway gateway;
    private String nobody;

    @BeforeEach
    void up() throws IOException {
        gateway = new FakeGateway();
        nobody = "http://127.0.0.1:" + OneTarget.freePort();
    }

    @AfterEach
    void down() {
        gateway.close();
        vertx.close().await();
        orders.shutdownNow();
    }

    @Test
    void aReportGoesToAnotherGatewayWhenTheOneThatSyncedLastIsAway() {
        ReportPush push = push(List.of(gateway.url()));
        keep("a");
        push.nudge();

        await().atMost(PATIENCE).until(() -> kept() == 0);
        assertThat(gateway.reports).extracting(RunReport::id).containsExactly(new XactionId("a"));
    }

    @Test
    void aReportIsRepeatedUntilSomebodyCommitsItAndNothingIsForgottenBefore() {
        gateway.commits = false;
        ReportPush push = push(List.of(gateway.url()));
        keep("a");
        push.nudge();
        await().atMost(PATIENCE).until(() -> gateway.reportsAsked() > 2);
        assertThat(kept()).isEqualTo(1);

        gateway.commits = true;
        await().atMost(PATIENCE).until(() -> kept() == 0);
    }

    @Test
    void whatEndsDuringAPushFollowsAtOnce() {
        ReportPush push = push(List.of(gateway.url()));
        for (int i = 0; i < 2_500; i++) {
            keep("r" + i);
            push.nudge();
        }

        await().atMost(PATIENCE).until(() -> kept() == 0);
        assertThat(gateway.reports)
                .hasSize(2_500)
                .extracting(RunReport::sequence)
                .doesNotHaveDuplicates();
    }

    @Test
    void aMapIsFetchedFromWhoeverHasIt() {
        gateway.bucket("b");
        long wanted = gateway.map().sequence();
        MapFetch fetch = fetch(FakeGateway.CLUSTER);
        fetch.want(wanted);

        await().atMost(PATIENCE).until(() -> copy.view().map().sequence() == wanted);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken).hasSize(1));
    }

    @Test
    void aGatewayThatIsBehindIsAskedAgain() {
        long wanted = gateway.map().sequence() + 1;
        MapFetch fetch = fetch(FakeGateway.CLUSTER);
        fetch.want(wanted);
        await().atMost(PATIENCE).until(() -> gateway.mapsAsked() > 2);
        assertThat(copy.view().map().sequence()).isZero();

        gateway.bucket("b");
        await().atMost(PATIENCE).until(() -> copy.view().map().sequence() == wanted);
    }

    @Test
    void theMapOfAnotherClusterIsNotTaken() {
        MapFetch fetch = fetch("c-other");
        fetch.refresh().await();

        assertThat(gateway.mapsAsked()).isPositive();
        assertThat(copy.view().map().sequence()).isZero();
    }

    @Test
    void anOlderMapIsNotTakenAndOnlyWhatItsPastHoldsHasEnded() {
        Bucket old = gateway.bucket("old");
        Bucket present = gateway.bucket("present");
        var before = gateway.map();
        gateway.destroy(old);
        assertThat(copy.take(gateway.map())).isTrue();

        assertThat(copy.take(before)).isFalse();
        MapCopy.View view = copy.view();
        assertThat(view.ended(old.id())).isTrue();
        assertThat(view.ended(present.id())).isFalse();
        assertThat(view.ended(view.map().sequence() + 1)).isFalse();
    }

    private ReportPush push(List<String> others) {
        Gateways gateways = new Gateways(() -> nobody, copy, others);
        return new ReportPush(vertx, calls, gateways, SELF, 1, () -> FakeGateway.CLUSTER, kept, orders);
    }

    private MapFetch fetch(String cluster) {
        Gateways gateways = new Gateways(() -> nobody, copy, List.of(gateway.url()));
        return new MapFetch(vertx, calls, gateways, copy, SELF, 1, new MapFetch.Owner() {
            @Override
            public String clusterId() {
                return cluster;
            }

            @Override
            public boolean mayTake(infocenter.node.ClusterMap map) {
                return true;
            }

            @Override
            public void taken(MapCopy.View view) {
                taken.add(view);
            }
        });
    }

    private void keep(String id) {
        CompletableFuture.runAsync(() -> kept.keep(new XactionId(id), 1, "", Counters.ZERO), orders)
                .join();
    }

    private int kept() {
        return CompletableFuture.supplyAsync(kept::size, orders).join();
    }
}
