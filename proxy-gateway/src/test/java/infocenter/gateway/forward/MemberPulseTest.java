package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.PeerCalls;
import infocenter.core.cluster.Node;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import infocenter.node.ReadIndexAnswer;
import infocenter.node.ReadIndexRequest;
import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitRequest;
import infocenter.node.TermAnswer;
import infocenter.node.TermRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemberPulseTest implements PeerCalls, MapFollower {
    private final ClusterMapView view = ForwardToMemberTest.map(List.of("a", "b", "c"));
    private final MemberOrder order = new MemberOrder(System::nanoTime);
    private final MemberPulse pulse = new MemberPulse(this, this, order);
    private final Map<String, List<CompletableFuture<TermAnswer>>> asked = new TreeMap<>();

    @Test
    void aSilentMemberIsAskedLastAndWhoWaitsForItIsToldUntilItAnswersAgain() {
        Node silent = order.of(view, "x").get(0);
        AtomicInteger told = new AtomicInteger();
        order.answerAwaited(silent, told::incrementAndGet);

        pulse.feel();
        asked.forEach((door, questions) -> {
            if (door.equals(silent.addresses().nodeUrl())) {
                questions.get(0).completeExceptionally(new IllegalStateException("time-out"));
            } else {
                questions.get(0).complete(new TermAnswer("", 0));
            }
        });

        assertThat(told).hasValue(1);
        assertThat(order.of(view, "x").get(2)).isEqualTo(silent);
        pulse.feel();
        asked.get(silent.addresses().nodeUrl()).get(1).complete(new TermAnswer("", 0));
        assertThat(order.of(view, "x").get(0)).isEqualTo(silent);
    }

    @Test
    void aMemberThatOwesAnAnswerIsNotAskedAgain() {
        pulse.feel();
        pulse.feel();
        assertThat(asked.values())
                .hasSize(3)
                .allSatisfy(questions -> assertThat(questions).hasSize(1));
    }

    @Override
    public CompletableFuture<TermAnswer> term(String nodeUrl, TermRequest request, Duration within) {
        CompletableFuture<TermAnswer> answer = new CompletableFuture<>();
        asked.computeIfAbsent(nodeUrl, door -> new ArrayList<>()).add(answer);
        return answer;
    }

    @Override
    public CompletableFuture<SubmitAnswer> submit(String nodeUrl, SubmitRequest request, Duration within) {
        throw new AssertionError("not asked for");
    }

    @Override
    public CompletableFuture<ReadIndexAnswer> readIndex(String nodeUrl, ReadIndexRequest request, Duration within) {
        throw new AssertionError("not asked for");
    }

    @Override
    public ClusterMapView view() {
        return view;
    }

    @Override
    public CompletableFuture<ClusterMapView> newer() {
        return CompletableFuture.completedFuture(view);
    }
}
