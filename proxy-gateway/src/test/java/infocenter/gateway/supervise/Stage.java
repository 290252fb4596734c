package infocenter.gateway.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.NodeState;
import infocenter.core.command.Command;
import infocenter.core.supervise.Patience;
import infocenter.core.table.Information;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.XactionId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A leader, three targets, the real core and a clock that the test turns. Checks the lease at every command. */
final class Stage {
    static final NodeId T1 = new NodeId("t1");
    static final NodeId T2 = new NodeId("t2");
    static final NodeId T3 = new NodeId("t3");
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    static final Duration START_BY = Duration.ofSeconds(5);

    final VirtualTurns turns = new VirtualTurns();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final OneTable table = new OneTable(turns);
    final Map<NodeId, ScriptedTarget> targets = new TreeMap<>();
    ScriptedNetwork network;
    private final Map<NodeId, Long> checked = new TreeMap<>();
    private final SupervisionLimits limits;
    private @Nullable ScriptedNetwork newest;
    Supervisor leader;

    Stage() {
        this(SupervisionLimits.STANDARD);
    }

    Stage(SupervisionLimits limits) {
        this.limits = limits;
        this.network = network(() -> Duration.ofMillis(2));
        this.leader = supervisor();
        for (NodeId id : new NodeId[] {T1, T2, T3}) {
            ScriptedTarget target = new ScriptedTarget(id, turns);
            targets.put(id, target);
            target.betweenLeaseAndOrders(() -> look(target));
            table.target(id, 1);
        }
        table.bucket("a");
        table.bucket("b");
        table.beforeApply(this::nobodyIsDeclaredGoneWhoIsThere);
        turns.afterEach(() -> targets.values().forEach(this::effects));
        leader.lead(1);
        turns.after(ASK_AGAIN, this::rejoin);
        pass(Duration.ofSeconds(3));
        targets.values().forEach(target -> assertThat(target.leaseHeld()).isTrue());
    }

    /** The ways of the next leader. */
    ScriptedNetwork network(Supplier<Duration> way) {
        ScriptedNetwork ways = new ScriptedNetwork(turns, targets, way);
        newest = ways;
        return ways;
    }

    /** A target that hears of no leader asks for admission: who was evicted gets no syncs any more. */
    private void rejoin() {
        turns.after(ASK_AGAIN, this::rejoin);
        for (ScriptedTarget target : targets.values()) {
            Node node = table.node(target.id);
            boolean heard = newest != null && !newest.requestsLost.contains(target.id);
            if (node != null && node.state() == NodeState.EVICTED && heard && !target.leaseHeld()) {
                table.target(target.id, target.incarnation());
            }
        }
    }

    Supervisor supervisor() {
        return new Supervisor(
                table, network, turns, limits, Patience.STANDARD, OneTable.GATEWAY, "http://node-g1", meters);
    }

    /** The model's property 7. */
    private void nobodyIsDeclaredGoneWhoIsThere(Command command, Information information) {
        if (command instanceof Command.MarkNodeDown down && targets.containsKey(down.id())) {
            Node node = information.cluster().nodes().get(down.id());
            ScriptedTarget target = target(down.id());
            boolean counts = node != null
                    && node.livesAs(down.incarnation())
                    && target.incarnation() == down.incarnation()
                    && down.term() == table.term();
            assertThat(counts && target.leaseHeld())
                    .as("%s marked down in its lease", down.id())
                    .isFalse();
        } else if (command instanceof Command.RecordReports reports) {
            reports.ends().stream()
                    .filter(end -> end.how() == Command.RecordReports.RunEnd.How.GONE)
                    .forEach(end -> reallyGone(end.id(), end.target(), end.attempt(), end.incarnation()));
        } else if (command instanceof Command.RestartRun restart) {
            long meantFor = table.run(restart.id().value(), restart.target()).incarnation();
            reallyGone(restart.id(), restart.target(), restart.attempt(), meantFor);
        }
    }

    private void reallyGone(XactionId id, NodeId where, int attempt, long incarnation) {
        Run run = table.run(id.value(), where);
        boolean counts = !run.state().terminal()
                && !(run.state() instanceof RunState.Owed)
                && run.attempt() == attempt
                && run.incarnation() == incarnation;
        assertThat(counts && target(where).has(id, attempt, incarnation))
                .as("%s of %s declared gone, but it is there", id, where)
                .isFalse();
    }

    /** Lets time pass; after every step each run that may have an effect has one, and is checked. */
    void pass(Duration time) {
        turns.advance(time);
    }

    /** The model's property 3: an effect only of a run that the table wants, on a node that it shows up. */
    private void effects(ScriptedTarget target) {
        // What is allowed changes only with the table or the target.
        long change = 31 * table.index() + target.changes();
        if (!Objects.equals(checked.put(target.id, change), change)) {
            look(target);
        }
    }

    private void look(ScriptedTarget target) {
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

    /** No objects move, and none have to. */
    boolean balanced() {
        Information now = table.information();
        return now.cluster().rebalanceDueMillis() == 0 && now.xactions().activeOf("rebalance") == 0;
    }
}
