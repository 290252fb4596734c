package infocenter.gateway.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.xaction.Phase;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.node.Order;
import infocenter.node.OrderAnswer;
import infocenter.node.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The model in docs/spec/orders.pml with the real leader and the real core: whatever is lost, late, cut, restarted or deposed, no
 * run has an effect that the table does not want (checked by the stage after every step), and once faults stop everything ends.
 */
class FaultsTest {
    private static final int STEPS = 200;
    private static final NodeId G2 = new NodeId("g2");

    private final Map<String, Phase> phases = new TreeMap<>();
    private Stage stage;
    private Random random;
    private int xactions;
    private final List<ScriptedNetwork> networks = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingHappensThatTheTableDoesNotWantAndEverythingEnds(long seed) {
        random = new Random(seed);
        stage = new Stage(withoutMargin());
        networks.clear();
        networks.add(stage.network);
        stage.table.way(this::way);
        stage.table.gateway(G2, 1);
        for (int step = 0; step < STEPS; step++) {
            something();
            stage.pass(Duration.ofMillis(random.nextInt(5) == 0 ? random.nextInt(14_000) : random.nextInt(600)));
            phasesNeverGoBack(seed, step);
        }
        calm();
        assertThat(xactions).as("seed=%d: xactions begun", seed).isGreaterThan(5);
        for (Xaction row : stage.table.information().xactions().rows().values()) {
            assertThat(row.phase().terminal())
                    .as("seed=%d %s is %s", seed, row.id(), row.runs())
                    .isTrue();
        }
        stage.targets.values().forEach(target -> {
            assertThat(target.active()).as("seed=%d %s", seed, target.id).isEmpty();
            assertThat(target.reports()).as("seed=%d %s", seed, target.id).isEmpty();
            assertThat(target.leaseHeld()).as("seed=%d %s", seed, target.id).isTrue();
        });
    }

    /** All clocks are one clock here, so the tight case must hold. */
    private static SupervisionLimits withoutMargin() {
        SupervisionLimits usual = SupervisionLimits.STANDARD;
        return new SupervisionLimits(
                usual.lease(),
                Duration.ZERO,
                usual.syncEvery(),
                usual.syncGap(),
                Duration.ofSeconds(1),
                usual.stopAgain(),
                Duration.ofMillis(500),
                usual.viaFor(),
                usual.readWithin(),
                usual.submitWithin(),
                usual.gather(),
                usual.lookEvery(),
                usual.timedEvery(),
                usual.progressEvery(),
                usual.progressMax(),
                usual.ordersMax(),
                usual.argumentCharsMax(),
                usual.gatewayEvery());
    }

    /** Mostly quick; sometimes slower than a request is waited for. */
    private Duration way() {
        int luck = random.nextInt(50);
        return Duration.ofMillis(luck == 0 ? random.nextInt(6_000) : luck < 12 ? random.nextInt(700) : 2);
    }

    private void something() {
        ScriptedNetwork network = networks.get(random.nextInt(networks.size()));
        NodeId where = List.copyOf(stage.targets.keySet()).get(random.nextInt(3));
        ScriptedTarget target = stage.target(where);
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> start();
            case 3 -> abort();
            case 4, 5, 6 -> finish(target);
            case 7 -> network.requestsLost.add(where);
            case 8 -> network.answersLost.add(where);
            case 9 -> network.cut(where);
            case 10, 11 -> network.mend(where);
            case 12, 13 -> start();
            case 14 -> {
                if (random.nextBoolean()) {
                    restart(target);
                }
            }
            case 15 -> nextLeader();
            case 16 -> noMajority();
            case 17 -> slowMarks();
            case 18 -> abort();
            case 19 -> stage.turns.freeze(Duration.ofSeconds(random.nextInt(30)));
            case 20 -> network.delay(where, Duration.ofMillis(random.nextInt(15_000)));
            default -> network.cut(where);
        }
    }

    private void noMajority() {
        stage.table.available(false);
        stage.turns.after(Duration.ofMillis(random.nextInt(8_000)), () -> stage.table.available(true));
    }

    /** Targets marked down stay up in the table for a while. */
    private void slowMarks() {
        stage.table.hold(command -> command instanceof Command.MarkNodeDown);
        stage.turns.after(Duration.ofMillis(10_000 + random.nextInt(30_000)), stage.table::release);
    }

    private void start() {
        String id = "x" + xactions;
        if (stage.targets.keySet().stream()
                        .anyMatch(target -> !stage.table.node(target).up())
                || !stage.balanced()) {
            return;
        }
        xactions++;
        if (random.nextBoolean()) {
            stage.copy(id);
        } else {
            stage.list(id);
        }
        stage.table.row(id).runs().values().forEach(run -> broadcast(id, run));
    }

    /** Its gateway broadcasts the start to some, now or later, and logs what it hears of the acknowledgements. */
    private void broadcast(String id, Run run) {
        if (random.nextInt(3) == 0) {
            return;
        }
        Xaction row = stage.table.row(id);
        Order order = new Order(
                Order.Type.START,
                row.id(),
                1,
                run.incarnation(),
                run.sequence(),
                row.kind(),
                "{}",
                "",
                List.of(),
                List.of());
        stage.turns.after(Duration.ofMillis(random.nextInt(20) == 0 ? 20_000 : random.nextInt(30)), () -> {
            OrderAnswer.Status status = stage.target(run.target()).broadcast(order);
            if (status == OrderAnswer.Status.ACCEPTED && random.nextBoolean()) {
                stage.table.apply(
                        new Command.RecordAcknowledgements(List.of(new Command.RecordAcknowledgements.Acknowledgement(
                                row.id(), run.target(), run.incarnation(), 1))));
            }
        });
    }

    private void abort() {
        if (xactions > 0) {
            stage.table.abort("x" + random.nextInt(xactions));
        }
    }

    private void finish(ScriptedTarget target) {
        if (!target.active().isEmpty() && target.leaseHeld()) {
            RunReport report =
                    target.finish(target.active().keySet().iterator().next().value());
            if (random.nextBoolean()) {
                push(target, report);
            }
        }
    }

    private void push(ScriptedTarget target, RunReport report) {
        stage.table.apply(new Command.RecordReports(List.of(new RunEnd(
                report.id(),
                target.id,
                target.incarnation(),
                report.attempt(),
                report.sequence(),
                RunEnd.How.FINISHED,
                "",
                report.counters()))));
    }

    private void restart(ScriptedTarget target) {
        target.restart();
        if (random.nextBoolean()) {
            stage.table.target(target.id, target.incarnation());
        }
    }

    private void nextLeader() {
        if (random.nextBoolean()) {
            stage.leader.follow();
        }
        stage.table.term(stage.table.term() + 1);
        stage.network = stage.network(this::way);
        networks.add(stage.network);
        if (networks.size() > 2) {
            networks.remove(0);
        }
        stage.leader = stage.supervisor();
        stage.leader.lead(stage.table.term());
    }

    private void calm() {
        stage.targets.keySet().forEach(stage.network::mend);
        stage.table.way(() -> Duration.ofMillis(1));
        stage.table.available(true);
        stage.table.release();
        for (int turn = 0; turn < 12; turn++) {
            stage.pass(Duration.ofSeconds(25));
            stage.targets
                    .values()
                    .forEach(target -> List.copyOf(target.active().keySet()).forEach(id -> target.finish(id.value())));
        }
        stage.pass(Duration.ofSeconds(60));
        assertThat(stage.balanced()).isTrue();
        assertThat(stage.table.information().cluster().former()).isEmpty();
    }

    private void phasesNeverGoBack(long seed, int step) {
        for (Xaction row : stage.table.information().xactions().rows().values()) {
            Phase before = phases.put(row.id().value(), row.phase());
            if (before != null) {
                assertThat(rank(row.phase()))
                        .as("seed=%d step=%d %s from %s to %s", seed, step, row.id(), before, row.phase())
                        .isGreaterThanOrEqualTo(rank(before));
                assertThat(before.terminal() && row.phase() != before).isFalse();
            }
        }
    }

    private static int rank(Phase phase) {
        return switch (phase) {
            case CREATED -> 0;
            case RUNNING -> 1;
            case ABORTING -> 2;
            case FINISHED, ABORTED -> 3;
        };
    }
}
