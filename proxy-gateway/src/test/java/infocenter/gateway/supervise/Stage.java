package infocenter.gateway.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.table.Information;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A leader, three targets, the real core and a clock that the test turns. Checks the lease at every command. */
final class Stage {
    static final NodeId T1 = new NodeId("t1");
    static final NodeId T2 = new NodeId("t2");
    static final NodeId T3 = new NodeId("t3");
    static final Duration START_BY = Duration.ofSeconds(5);

    final VirtualTurns turns = new VirtualTurns();
    final OneTable table = new OneTable(turns);
    final ScriptedNetwork network = new ScriptedNetwork(turns);
    final Map<NodeId, ScriptedTarget> targets = new TreeMap<>();
    Supervisor leader = supervisor();

    Stage() {
        for (NodeId id : new NodeId[] {T1, T2, T3}) {
            ScriptedTarget target = new ScriptedTarget(id, turns);
            targets.put(id, target);
            network.add(target);
            table.target(id, 1);
        }
        table.bucket("a");
        table.bucket("b");
        table.beforeApply(this::nobodyIsDeclaredGoneInItsLease);
        leader.lead(1);
        pass(Duration.ofSeconds(3));
        targets.values().forEach(target -> assertThat(target.leaseHeld()).isTrue());
    }

    Supervisor supervisor() {
        return new Supervisor(table, network, turns, SupervisionLimits.STANDARD, OneTable.GATEWAY, "http://node-g1");
    }

    /** The model's property 7. */
    private void nobodyIsDeclaredGoneInItsLease(Command command, Information information) {
        if (command instanceof Command.MarkNodeDown down && targets.containsKey(down.id())) {
            Node node = information.cluster().nodes().get(down.id());
            ScriptedTarget target = target(down.id());
            boolean counts =
                    node != null && node.livesAs(down.incarnation()) && target.incarnation() == down.incarnation();
            assertThat(counts && target.leaseHeld())
                    .as("%s marked down in its lease", down.id())
                    .isFalse();
        }
    }

    /** Lets time pass; ten times a second every run that may have an effect has one, and is checked. */
    void pass(Duration time) {
        long steps = Math.max(1, time.toMillis() / 100);
        for (long step = 0; step < steps; step++) {
            turns.advance(time.dividedBy(steps));
            targets.values().forEach(this::effects);
        }
    }

    /** The model's property 3: an effect only of a run that the table wants, on a node that it shows up. */
    private void effects(ScriptedTarget target) {
        if (!target.mayHaveEffects()) {
            return;
        }
        target.active().forEach((id, attempt) -> {
            var run = table.run(id.value(), target.id);
            assertThat(table.node(target.id).livesAs(target.incarnation()))
                    .as("effect of %s on %s, which is not up", id, target.id)
                    .isTrue();
            assertThat(run.state().terminal())
                    .as("effect of %s on %s after its end %s", id, target.id, run.state())
                    .isFalse();
            assertThat(run.attempt()).isEqualTo(attempt);
            assertThat(run.incarnation()).isEqualTo(target.incarnation());
        });
    }

    ScriptedTarget target(NodeId id) {
        return targets.get(id);
    }

    void copy(String id) {
        table.start(id, "copy-bucket", START_BY, Duration.ZERO, "a", "b");
    }

    void list(String id) {
        table.start(id, "list-objects", START_BY, Duration.ZERO, "a");
    }

    void finishEverywhere(String id) {
        targets.values().stream().filter(target -> target.runs(id)).forEach(target -> target.finish(id));
    }

    Phase phase(String id) {
        return table.row(id).phase();
    }

    RunState state(String id, NodeId target) {
        return table.run(id, target).state();
    }
}
