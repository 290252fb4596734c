package infocenter.core.supervise;

import static infocenter.core.supervise.Scene.T1;
import static infocenter.core.supervise.Scene.T2;
import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Placement;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.table.Information;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Pace;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.XactionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of a rebalance. A rebalance of placement 2 is due since 1,000 unless a test says otherwise. */
class RebalancingTest {
    private static final long DUE = 1_000;

    private Scene scene = due(Scene.empty().target(T1, 1, true).target(T2, 1, true), DUE);

    @Test
    void aRebalanceThatIsDueStarts() {
        assertThat(next(DUE - 1)).isEmpty();
        List<Command> commands = next(DUE);

        assertThat(commands).hasSize(1);
        Command.RegisterXaction start = (Command.RegisterXaction) commands.get(0);
        assertThat(start.id()).isEqualTo(new XactionId("g2"));
        assertThat(start.kind()).isEqualTo("rebalance");
        assertThat(start.arguments()).isEqualTo("{\"version\":2}");
        assertThat(start.origin()).isEqualTo(Origin.SYSTEM);
        assertThat(start.allowPartial()).isTrue();
        assertThat(start.startByMillis()).isEqualTo(5_000);
    }

    @Test
    void nothingStartsWhenNothingIsDue() {
        scene = due(scene, 0);
        assertThat(next(1_000_000)).isEmpty();
    }

    @Test
    void aFurtherOneOfTheSamePlacementHasItsNumber() {
        scene = scene.row("g2", Scene.finished(T1, 3)).row("g2-2", Scene.finished(T1, 4));
        assertThat(((Command.RegisterXaction) next(DUE).get(0)).id()).isEqualTo(new XactionId("g2-3"));
    }

    @Test
    void whileAPlacementIsProposedItWaitsForThat() {
        Cluster cluster = scene.information().cluster();
        scene = scene.cluster(cluster.propose(new Placement(3, List.of(T1)), cluster.sequence()));
        assertThat(next(DUE)).isEmpty();
    }

    @Test
    void whatItExcludesIsWaitedForAndThenAborted() {
        scene = scene.row("x1", Scene.running(T1, 3)).row("x2", 9L, Scene.running(T1, 4));
        assertThat(next(DUE)).isEmpty();
        assertThat(next(DUE + 119_999)).isEmpty();

        List<Command> commands = next(DUE + 120_000);
        assertThat(commands).as("x2 is being aborted already").hasSize(1);
        Command.RequestAbort abort = (Command.RequestAbort) commands.get(0);
        assertThat(abort.id()).isEqualTo(new XactionId("x1"));
        assertThat(abort.cause()).isEqualTo(Origin.SYSTEM);
        assertThat(abort.caller().why()).contains("placement 2");
    }

    @Test
    void whatItDoesNotExcludeRunsOn() {
        scene = scene.row("list-objects", "x1", Scene.running(T1, 3));
        assertThat(next(DUE)).hasSize(1).first().isInstanceOf(Command.RegisterXaction.class);
    }

    @Test
    void whatIdlesIsFinishedFirst() {
        scene = scene.row("list-objects", "x1", idle(T1, 3), Scene.finished(T2, 3))
                .row("list-objects", "x2", idle(T1, 4), Scene.running(T2, 4));

        List<Command> commands = next(DUE);
        assertThat(commands).hasSize(2);
        Command.RecordReports ends = (Command.RecordReports) commands.get(0);
        assertThat(ends.ends()).as("x2 works at t2").hasSize(1);
        assertThat(ends.ends().get(0).id()).isEqualTo(new XactionId("x1"));
        assertThat(ends.ends().get(0).target()).isEqualTo(T1);
        assertThat(ends.ends().get(0).how()).isEqualTo(How.FINISHED);
        assertThat(commands.get(1)).isInstanceOf(Command.RegisterXaction.class);
    }

    @Test
    void aNewerOneAbortsTheOlderAndWaitsForItsEnd() {
        scene = scene.row("rebalance", "{\"version\":1}", "g1", null, Scene.running(T1, 3));
        List<Command> commands = next(DUE);
        assertThat(commands).hasSize(1);
        assertThat(((Command.RequestAbort) commands.get(0)).id()).isEqualTo(new XactionId("g1"));
        assertThat(((Command.RequestAbort) commands.get(0)).cause()).isEqualTo(Origin.SYSTEM);

        scene = scene.row("rebalance", "{\"version\":1}", "g1", 9L, Scene.running(T1, 3));
        assertThat(next(DUE)).isEmpty();
    }

    @Test
    void theOneOfTheActivePlacementIsLeftAlone() {
        scene = scene.row("rebalance", "{\"version\":2}", "g2", null, Scene.running(T1, 3));
        assertThat(next(DUE + 1_000_000)).isEmpty();
    }

    private List<Command> next(long nowMillis) {
        return Rebalancing.next(scene.information(), nowMillis, Patience.STANDARD);
    }

    private static Scene due(Scene scene, long dueMillis) {
        Information information = scene.information();
        Cluster cluster = information.cluster();
        Placement second = new Placement(2, List.of(T1, T2));
        return scene.cluster(cluster.propose(second, cluster.sequence())
                .activate(cluster.sequence())
                .balance(List.of(new Placement(1, List.of(T1, T2))), dueMillis));
    }

    private static Run idle(NodeId target, long sequence) {
        Run run = Scene.running(target, sequence);
        return new Run(
                run.target(),
                run.incarnation(),
                run.attempt(),
                run.sequence(),
                run.state(),
                run.startByMillis(),
                Counters.ZERO,
                0,
                true,
                0,
                0,
                0,
                Pace.NONE);
    }
}
