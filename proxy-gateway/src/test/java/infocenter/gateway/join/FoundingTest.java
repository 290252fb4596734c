package infocenter.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.join.InitializeCluster.Answer;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.GatewayCalls;
import infocenter.node.ClusterMap;
import infocenter.node.JoinAnswer;
import infocenter.node.JoinRequest;
import infocenter.node.MapRequest;
import infocenter.node.ReachAnswer;
import infocenter.node.ReachRequest;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several gateways that are told to make a cluster in one moment. */
class FoundingTest {
    private static final List<String> NAMES = List.of("g1", "g2", "g3");

    @TempDir
    Path folder;

    private final Map<String, Founding> all = new TreeMap<>();

    @Test
    void ofTwoThatAskInTurnTheLaterNameGivesWayAlsoWhenItAskedFirst() throws Exception {
        gateways();
        Founding g2 = founding("g2");
        WhoRequest asked = new WhoRequest(new NodeId("g1"), true);

        // g2 has said that it wants to, and asks g1 while g1 asks it.
        calls = (door, request) -> {
            if (door.equals("g1")) {
                assertThat(g2.who(asked, 0).founding()).isFalse();
            }
            return founding(door).who(request, 0);
        };

        assertThat(g2.begin()).isInstanceOf(Answer.Refused.class);
        g2.end();
        calls = (door, request) -> founding(door).who(request, 0);
        assertThat(founding("g1").begin()).isNull();
        assertThat(founding("g2").begin()).isInstanceOf(Answer.Refused.class);
        assertThat(founding("g1").who(new WhoRequest(new NodeId("g0"), true), 0).founding())
                .as("who has begun to make it gives way to nobody")
                .isTrue();
    }

    @Test
    void neverDoTwoMakeAClusterInOneMoment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NAMES.size());
        try {
            int made = 0;
            for (int round = 0; round < 300; round++) {
                gateways();
                CyclicBarrier together = new CyclicBarrier(NAMES.size());
                List<Future<Answer>> answers = NAMES.stream()
                        .map(name -> threads.submit(() -> {
                            together.await(30, TimeUnit.SECONDS);
                            return founding(name).begin();
                        }))
                        .toList();
                int makers = 0;
                for (Future<Answer> answer : answers) {
                    makers += answer.get(30, TimeUnit.SECONDS) == null ? 1 : 0;
                }
                assertThat(makers).as("round " + round).isLessThanOrEqualTo(1);
                made += makers;
            }
            assertThat(made).as("they do not give way to each other for ever").isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Ask {
        WhoAnswer who(String door, WhoRequest request);
    }

    private volatile Ask calls = (door, request) -> founding(door).who(request, 0);

    private Founding founding(String name) {
        return java.util.Objects.requireNonNull(all.get(name));
    }

    private void gateways() throws IOException {
        for (String name : NAMES) {
            NodeIdentity identity = NodeIdentity.begin(folder.resolve(name), new NodeId(name));
            all.put(
                    name,
                    new Founding(identity, new Direct(), new GatewayDoors(name, NAMES, () -> ClusterMapView.NONE)));
        }
    }

    private final class Direct implements GatewayCalls {
        @Override
        public CompletableFuture<WhoAnswer> who(String nodeUrl, WhoRequest request, Duration within) {
            return CompletableFuture.completedFuture(calls.who(nodeUrl, request));
        }

        @Override
        public CompletableFuture<JoinAnswer> join(String nodeUrl, JoinRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletableFuture<ClusterMap> map(String nodeUrl, MapRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletableFuture<ReachAnswer> reach(String nodeUrl, ReachRequest request, Duration within) {
            throw new AssertionError("not asked for");
        }
    }
}
