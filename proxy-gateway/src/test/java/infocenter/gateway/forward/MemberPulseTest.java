package infocenter.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Node;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MemberPulseTest implements MapFollower {
    private final ClusterMapView view = ForwardToMemberTest.map(List.of("a", "b", "c"));
    private final MemberOrder order = new MemberOrder(System::nanoTime);
    private final Map<String, List<CompletableFuture<Void>>> asked = new TreeMap<>();
    private final MemberPulse pulse = new MemberPulse(
            (member, within) -> {
                CompletableFuture<Void> answer = new CompletableFuture<>();
                asked.computeIfAbsent(member.id().value(), name -> new ArrayList<>())
                        .add(answer);
                return answer;
            },
            this,
            order);

    @Test
    void aSilentMemberIsAskedLastAndWhoWaitsForItIsToldUntilItAnswersAgain() {
        Node silent = order.of(view, "x").get(0);
        AtomicInteger told = new AtomicInteger();
        order.answerAwaited(silent, told::incrementAndGet);

        pulse.feel();
        answer(0, silent.id().value()::equals);

        assertThat(told).hasValue(1);
        assertThat(order.of(view, "x").get(2)).isEqualTo(silent);
        pulse.feel();
        answer(1, name -> false);
        assertThat(order.of(view, "x").get(0)).isEqualTo(silent);
    }

    @Test
    void whileNoneIsReadyNobodyIsSentAwayAndTheFirstThatIsGetsThem() {
        List<Node> members = order.of(view, "x");
        AtomicInteger told = new AtomicInteger();
        order.answerAwaited(members.get(0), told::incrementAndGet);

        pulse.feel();
        answer(0, name -> true);
        assertThat(told).hasValue(0);

        pulse.feel();
        answer(1, name -> !name.equals(members.get(1).id().value()));
        assertThat(told).hasPositiveValue();
    }

    @Test
    void aMemberThatOwesAnAnswerIsNotAskedAgain() {
        pulse.feel();
        pulse.feel();
        assertThat(asked.values())
                .hasSize(3)
                .allSatisfy(questions -> assertThat(questions).hasSize(1));
    }

    private void answer(int question, Predicate<String> silent) {
        asked.forEach((name, questions) -> {
            if (silent.test(name)) {
                questions.get(question).completeExceptionally(new IllegalStateException("time-out"));
            } else {
                questions.get(question).complete(null);
            }
        });
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
