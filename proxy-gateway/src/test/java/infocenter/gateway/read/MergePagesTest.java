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
import java.util.ArrayDeque;
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
            var answer =
                    (ReadNames.Answer.Names) new MergePages(nodes, random.nextBoolean(), targets, Duration.ofSeconds(1))
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
        assertThat(new MergePages(List.of(node(0), node(1)), false, targets, Duration.ofSeconds(1))
                        .page(START, 10)
                        .join())
                .isEqualTo(new ReadNames.Answer.Silent(List.of(new NodeId("t1"))));
    }

    @Test
    void ofOneNameOnTwoTargetsTheHigherVersionIsShownAndADeleteHidesOlderOnes() {
        Page old =
                new Page(List.of(of("a", "9.2", 99, false), of("b", "1.7", 1, false), of("c", "2.1", 1, false)), false);
        Page home =
                new Page(List.of(of("a", "10.1", 1, false), of("b", "2.1", 1, true), of("c", "1.1", 1, true)), false);

        ReadNames.Answer.Names names = MergePages.merge(List.of(old, home), START, 10);
        assertThat(names.entries()).extracting(Page.Entry::version).containsExactly("10.1", "2.1");
        assertThat(names.entries()).extracting(Page.Entry::name).containsExactly("a", "c");
        ReadNames.Answer.Names gone =
                MergePages.merge(List.of(new Page(List.of(of("a", "1.1", 1, true)), true)), START, 1);
        assertThat(gone.entries()).isEmpty();
        assertThat(gone.next()).as("names may follow").isNotEmpty();
    }

    @Test
    void aNameThatMovesBetweenTheQuestionsIsSeen() {
        // Asked first, t1 has it no more; asked before it arrived, t0 has it not yet.
        targets.turns.put(
                "u0", new ArrayDeque<>(List.of(new Page(List.of(), false), new Page(List.of(entry("a")), false))));
        targets.turns.put("u1", new ArrayDeque<>(List.of(new Page(List.of(), false), new Page(List.of(), false))));
        var answer =
                (ReadNames.Answer.Names) new MergePages(List.of(node(0), node(1)), true, targets, Duration.ofSeconds(1))
                        .page(START, 10)
                        .join();
        assertThat(answer.entries()).extracting(Page.Entry::name).containsExactly("a");
    }

    private static Page.Entry of(String name, String version, long modified, boolean deleted) {
        return new Page.Entry(name, 1, "", modified, version, deleted);
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
