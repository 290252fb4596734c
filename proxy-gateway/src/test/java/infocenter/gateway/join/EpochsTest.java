package infocenter.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.GatewayDoors;
import infocenter.node.WhoAnswer;
import infocenter.node.WhoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who hears of a higher epoch goes over to it; nothing else moves anybody. */
class EpochsTest {
    private Identity own = new Identity("c", 3);
    private WhoAnswer answer = new WhoAnswer(new NodeId("g2"), 1, "c", 3, false);
    private final List<WhoRequest> asked = new ArrayList<>();
    private final List<Identity> heard = new ArrayList<>();
    private final Epochs epochs = new Epochs(
            new NodeId("g1"),
            () -> own,
            this::who,
            new GatewayDoors("http://g1", List.of("http://g1", "http://g2"), () -> ClusterMapView.NONE),
            heard::add);

    @Test
    void onlyAHigherEpochOfTheSameClusterCounts() {
        epochs.ask();
        epochs.heard("c", 2);
        epochs.heard("c", 0);
        epochs.heard("", 9);
        epochs.heard("other", 9);
        assertThat(heard).isEmpty();

        answer = new WhoAnswer(new NodeId("g2"), 1, "c", 4, false);
        epochs.ask();
        assertThat(heard).containsExactly(new Identity("c", 4));
    }

    @Test
    void theOwnEpochIsToldWithTheQuestion() {
        epochs.ask();
        assertThat(asked).containsExactly(new WhoRequest(new NodeId("g1"), false, "c", 3));
    }

    @Test
    void whoIsInNoClusterNeitherAsksNorHears() {
        own = null;
        epochs.ask();
        epochs.heard("c", 9);
        assertThat(asked).isEmpty();
        assertThat(heard).isEmpty();
    }

    private CompletableFuture<WhoAnswer> who(String nodeUrl, WhoRequest request, Duration within) {
        asked.add(request);
        return CompletableFuture.completedFuture(answer);
    }
}
