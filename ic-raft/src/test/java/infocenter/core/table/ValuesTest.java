package infocenter.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.cluster.Role;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: what they refuse, how they are ordered, what they are called on wires. */
final class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "_a", ".a", "a b", "a/b", "\u00e4", "a\n"})
    void malformedIdsAreRefused(String id) {
        assertThatThrownBy(() -> new XactionId(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeId(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BucketName.of(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsHaveAnEnd() {
        String longest = "a".repeat(64);
        assertThat(new XactionId(longest)).hasToString(longest);
        assertThat(new NodeId(longest)).hasToString(longest);
        assertThat(BucketName.of(longest).name()).isEqualTo(longest);
        assertThatThrownBy(() -> new XactionId(longest + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NodeId(longest + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BucketName.of(longest + "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new XactionId("a".repeat(1 << 20))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsAreOrderedByTheirText() {
        assertThat(new XactionId("a")).isLessThan(new XactionId("b"));
        assertThat(new NodeId("b")).isGreaterThan(new NodeId("a"));
        assertThat(BucketName.of("a")).isLessThan(BucketName.of("b"));
    }

    @Test
    void bucketsSayTheirNamespace() {
        BucketName global = BucketName.of("b");
        BucketName named = new BucketName("ais", "u1#n1", "b");
        assertThat(global.shown()).isEqualTo("ais://b");
        assertThat(named.shown()).isEqualTo("ais://@u1#n1/b");
        assertThat(global.uname(new ObjectName("o/p"))).isEqualTo("ais/@#/b/o/p");
        assertThat(named.uname(new ObjectName("o/p"))).isEqualTo("ais/@u1#n1/b/o/p");
        assertThatThrownBy(() -> new BucketName("s3", "", "b")).hasMessageContaining("provider");
        assertThatThrownBy(() -> new BucketName("ais", "n1", "b")).hasMessageContaining("namespace");
        assertThatThrownBy(() -> new BucketName("ais", "u#" + "n".repeat(65), "b"))
                .hasMessageContaining("namespace");
        assertThat(new BucketName("ais", "u".repeat(64) + "#" + "n".repeat(64), "b").shown())
                .hasSize(138);
    }

    @Test
    void reasonsHaveAnEnd() {
        assertThat(new Caller("", "", "y".repeat(1_024)).why()).hasSize(1_024);
        assertThatThrownBy(() -> new Caller("", "", "y".repeat(1_025))).hasMessageContaining("1024");
        assertThat(Caller.system("why")).isEqualTo(new Caller("system", "", "why"));
    }

    @Test
    void wiresCallThingsByLowerCaseNames() {
        assertThat(Phase.ABORTING.shown()).isEqualTo("aborting");
        assertThat(Origin.SYSTEM.shown()).isEqualTo("system");
        assertThat(Role.TARGET.shown()).isEqualTo("target");
        assertThat(NodeState.DECOMMISSIONED.shown()).isEqualTo("decommissioned");
        assertThat(Reason.NO_SUCH_BUCKET.shown()).isEqualTo("no-such-bucket");
        assertThat(new RunState.Interrupted(1).shown()).isEqualTo("interrupted");
    }

    @Test
    void onlyTwoPhasesAreTheEnd() {
        assertThat(List.of(Phase.values()).stream().filter(Phase::terminal))
                .containsExactly(Phase.FINISHED, Phase.ABORTED);
    }

    @Test
    void rowsAreFoundByBucketAndKindWhileTheyAreActive() {
        Table table = Table.ready(1);
        table.register("x1", "copy-bucket", "src", "dst");
        table.register("x2", "list-objects", "src");
        long src = table.now.buckets().byName().get(BucketName.of("src")).id();
        long dst = table.now.buckets().byName().get(BucketName.of("dst")).id();
        Xactions rows = table.now.xactions();
        assertThat(rows.activeOf("copy-bucket")).isEqualTo(1);
        assertThat(rows.activeOf("nothing")).isZero();
        assertThat(rows.activeOn(src, "copy-bucket")).isEqualTo(new XactionId("x1"));
        assertThat(rows.activeOn(src, "copy")).isNull();
        assertThat(rows.activeOn(src, "zoom")).isNull();
        assertThat(rows.activeOn(dst, "list-objects")).isNull();
        assertThat(rows.activeOn(src).values()).containsExactly(new XactionId("x1"), new XactionId("x2"));
        assertThat(rows.activeOn(dst).values()).containsExactly(new XactionId("x1"));
        table.report("x1", "t1", How.FINISHED);
        assertThat(table.now.xactions().activeOf("copy-bucket")).isZero();
        assertThat(table.now.xactions().activeOn(dst)).isEmpty();
        assertThat(table.now.xactions().remove(table.row("x1")).remove(table.row("x2")))
                .isEqualTo(Xactions.EMPTY);
    }

    @Test
    void nodesAreFoundByTheirRole() {
        Table table = Table.ready(2);
        assertThat(table.now.cluster().all(Role.TARGET))
                .extracting(node -> node.id().value())
                .containsExactly("t1", "t2");
        assertThat(table.now.cluster().all(Role.GATEWAY)).hasSize(1);
        assertThat(table.now.cluster().members()).isEmpty();
    }
}
