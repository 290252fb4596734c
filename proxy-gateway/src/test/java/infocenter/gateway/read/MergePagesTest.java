package infocenter.gateway.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.Utf8Order;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ScriptedTargets;
import infocenter.node.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergePagesTest {
    private static final ListToken START = new ListToken(null, 5, "", "");

    private final ScriptedTargets targets = new ScriptedTargets();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pageAfterPageGivesEveryNameOnceInOrder(long seed) {
        Random random = new Random(seed);
        TreeSet<String> all = new TreeSet<>(Utf8Order.INSTANCE);
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            TreeSet<String> own = new TreeSet<>(Utf8Order.INSTANCE);
            for (int at = random.nextInt(40); at > 0; at--) {
                own.add("n" + random.nextInt(60));
            }
            all.addAll(own);
            targets.pages.put(
                    "u" + node,
                    List.of(new Page(own.stream().map(MergePagesTest::entry).toList(), false)));
            nodes.add(node(node));
        }
        int limit = 1 + random.nextInt(10);
        List<String> seen = new ArrayList<>();
        ListToken from = START;
        for (int page = 0; page < 1_000; page++) {
            var answer = (ReadNames.Answer.Names) new MergePages(nodes, targets, Duration.ofSeconds(1))
                    .page(from, limit)
                    .join();
            assertThat(answer.entries().size()).isLessThanOrEqualTo(limit);
            answer.entries().forEach(entry -> seen.add(entry.name()));
            if (answer.next().isEmpty()) {
                break;
            }
            from = ListToken.parse(answer.next());
        }
        assertThat(seen).as("seed %d", seed).containsExactlyElementsOf(all);
    }

    @Test
    void aTargetThatDoesNotAnswerIsNamedInsteadOfLeftOut() {
        targets.pages.put("u0", List.of());
        assertThat(new MergePages(List.of(node(0), node(1)), targets, Duration.ofSeconds(1))
                        .page(START, 10)
                        .join())
                .isEqualTo(new ReadNames.Answer.Silent(List.of(new NodeId("t1"))));
    }

    @Test
    void aTokenSurvivesItsText() {
        ListToken token = new ListToken(new XactionId("x1"), 9, "a\n/ü", "a\n/üz\nq");
        assertThat(ListToken.parse(token.encoded())).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%", "AAAA", "eA", "LTEK"})
    void anythingElseIsNoToken(String text) {
        assertThatThrownBy(() -> ListToken.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Page.Entry entry(String name) {
        return new Page.Entry(name, 1, "", 0, "");
    }

    private static Node node(int number) {
        return new Node(
                new NodeId("t" + number),
                Role.TARGET,
                new Addresses("p" + number, "u" + number),
                "",
                1,
                NodeState.UP,
                null,
                1,
                0,
                1,
                1,
                0,
                true);
    }
}
