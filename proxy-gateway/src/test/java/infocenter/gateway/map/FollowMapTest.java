package infocenter.gateway.map;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.Identity;
import infocenter.core.command.Outcome;
import infocenter.gateway.ScriptedGroup;
import infocenter.node.ClusterMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FollowMapTest {
    private final ScriptedGroup group = new ScriptedGroup(command -> new Outcome.Applied(1, ""));
    private final List<CompletableFuture<ClusterMap>> asked = new ArrayList<>();
    private final FollowMap maps = new FollowMap(
            group,
            within -> {
                CompletableFuture<ClusterMap> answer = new CompletableFuture<>();
                asked.add(answer);
                return answer;
            },
            Duration.ofSeconds(1),
            new AtomicReference<>(ClusterMapView.NONE));

    @Test
    void whoComesWhileAReadIsUnderWayWaitsForTheNextOne() {
        group.member = false;
        CompletableFuture<ClusterMapView> first = maps.newer();
        CompletableFuture<ClusterMapView> second = maps.newer();
        CompletableFuture<ClusterMapView> third = maps.newer();
        assertThat(asked).hasSize(1);
        asked.get(0).complete(map(5));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(asked).hasSize(2);
        asked.get(1).complete(map(6));
        assertThat(third.join().map().sequence()).isEqualTo(6);
        assertThat(second).isCompleted();
        maps.newer();
        assertThat(asked).hasSize(3);
    }

    @Test
    void aFailedReadFailsOnlyThoseWhoWaitedForIt() {
        group.member = false;
        CompletableFuture<ClusterMapView> first = maps.newer();
        CompletableFuture<ClusterMapView> second = maps.newer();
        asked.get(0).completeExceptionally(new IllegalStateException("nobody"));
        assertThat(first).failsWithin(1, TimeUnit.SECONDS);
        asked.get(1).complete(map(6));
        assertThat(second).isCompleted();
    }

    @Test
    void anOlderMapNeverReplacesANewerOne() {
        maps.publish(map(6));
        assertThat(maps.publish(map(5)).map().sequence()).isEqualTo(6);
        assertThat(maps.view().map().sequence()).isEqualTo(6);
    }

    private static ClusterMap map(long sequence) {
        return new ClusterMap(new Identity("c", 1), Cluster.EMPTY, List.of(), sequence, 1, sequence);
    }
}
