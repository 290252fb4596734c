package infocenter.core.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Addresses;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.cluster.Role;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Batch;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Outcome;
import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import infocenter.core.xaction.Caller;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePMap;

/** Whatever happens to the table, the shared book says what walking the whole table says. */
class OrderBookRandomTest {
    private static final List<NodeId> TARGETS = List.of(new NodeId("t1"), new NodeId("t2"), new NodeId("t3"));
    private static final int STEPS = 600;

    private final List<String> ids = new ArrayList<>();
    private Information information = Information.EMPTY;
    private long session;
    private long number;
    private long now = 1;
    private int registered;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theSharedBookSaysWhatTheWalkSays(long seed) {
        Random random = new Random(seed);
        cluster();
        OrderBook book = OrderBook.of(information);
        for (int step = 0; step < STEPS; step++) {
            something(random);
            if (random.nextInt(3) == 0) {
                book = random.nextInt(4) == 0 ? book.walked(information) : book.next(information);
                for (NodeId target : TARGETS) {
                    assertThat(book.due(target))
                            .as("seed=%d step=%d %s", seed, step, target)
                            .containsExactlyInAnyOrderElementsOf(Supervision.ordersFor(information, target));
                    assertThat(book.urgent(target))
                            .as("urgent: seed=%d step=%d %s", seed, step, target)
                            .containsExactlyInAnyOrderElementsOf(Supervision.ordersFor(information, target).stream()
                                    .filter(due -> due instanceof Due.Stop || due.attempt() > 1)
                                    .toList());
                }
            }
        }
        assertThat(registered).as("rows that make the test mean something").isGreaterThan(50);
    }

    @Test
    void anAbortAmongManyRowsIsFoundByItsEvent() {
        cluster();
        for (int row = 0; row < 2_000; row++) {
            register("x" + row, row % 2 == 0 ? "copy-bucket" : "list-objects");
        }
        OrderBook book = OrderBook.of(information);
        assertThat(book.due(TARGETS.get(0))).hasSize(2_000);
        assertThat(book.urgent(TARGETS.get(0))).isEmpty();

        apply(new Command.RequestAbort(new XactionId("x7"), Origin.CLIENT, Caller.system("test")));

        assertThat(book.next(information).urgent(TARGETS.get(0)))
                .singleElement()
                .satisfies(due -> assertThat(due.id().value()).isEqualTo("x7"));
    }

    private void cluster() {
        Batch begin = Batch.sessionless(new Command.Initialize("c", 1));
        information = InformationTable.apply(information, stamp(), begin).information();
        session = ((Outcome.Applied) join(new NodeId("g1"), Role.GATEWAY, 1)).sequence();
        TARGETS.forEach(target -> join(target, Role.TARGET, 1));
        apply(new Command.CreateBucket(BucketName.of("a"), TreePMap.empty()));
        apply(new Command.CreateBucket(BucketName.of("b"), TreePMap.empty()));
        apply(new Command.ProposePlacement(1, TARGETS));
        apply(new Command.ActivatePlacement(1));
    }

    private void something(Random random) {
        now += random.nextInt(400);
        NodeId target = TARGETS.get(random.nextInt(TARGETS.size()));
        Node node = information.cluster().nodes().get(target);
        int what = random.nextInt(100);
        if (what < 30) {
            String id = "x" + ids.size();
            ids.add(id);
            register(id, random.nextBoolean() ? "copy-bucket" : "list-objects");
        } else if (what < 34) {
            apply(new Command.MarkNodeDown(target, node.incarnation(), 1, "test"));
        } else if (what < 42) {
            apply(new Command.MarkNodeUp(target, node.incarnation() + random.nextInt(4) / 3, 1));
        } else if (what < 46) {
            apply(new Command.Expire(100));
        } else if (!ids.isEmpty()) {
            toARow(random, target, what);
        }
    }

    private void toARow(Random random, NodeId target, int what) {
        // Mostly recent rows, sometimes one that is long over or holds the floor.
        int back = random.nextInt(10) == 0 ? ids.size() : Math.min(ids.size(), 12);
        XactionId id = new XactionId(ids.get(ids.size() - 1 - random.nextInt(back)));
        Xaction row = information.xactions().find(id);
        Run run = row == null ? null : row.runs().get(target);
        if (run == null) {
            return;
        }
        if (what < 70) {
            apply(new Command.RecordAcknowledgements(List.of(
                    new Command.RecordAcknowledgements.Acknowledgement(id, target, run.incarnation(), run.attempt()))));
        } else if (what < 85) {
            RunEnd.How how = RunEnd.How.values()[random.nextInt(RunEnd.How.values().length)];
            apply(new Command.RecordReports(
                    List.of(new RunEnd(id, target, run.incarnation(), run.attempt(), 1, how, "", Counters.ZERO))));
        } else if (what < 93) {
            apply(new Command.RestartRun(
                    id,
                    target,
                    run.attempt(),
                    information.cluster().nodes().get(target).incarnation()));
        } else {
            apply(new Command.RequestAbort(id, Origin.CLIENT, Caller.system("test")));
        }
    }

    private void register(String id, String kind) {
        List<BucketName> buckets = kind.equals("copy-bucket")
                ? List.of(BucketName.of("a"), BucketName.of("b"))
                : List.of(BucketName.of("a"));
        Outcome outcome = apply(new Command.RegisterXaction(
                new XactionId(id),
                kind,
                "{}",
                "",
                buckets,
                TreePMap.empty(),
                null,
                "",
                Origin.CLIENT,
                Caller.system("test"),
                true,
                5_000,
                0));
        registered += outcome instanceof Outcome.Registered ? 1 : 0;
    }

    private Outcome join(NodeId id, Role role, long incarnation) {
        Seat seat = role == Role.GATEWAY ? new Seat(id + "-1", id + ":1") : null;
        Change change = InformationTable.apply(
                information,
                stamp(),
                Batch.sessionless(new Command.JoinNode(
                        "c", id, role, new Addresses("http://p-" + id, "http://n-" + id), "", incarnation, seat, 1)));
        information = change.information();
        return change.outcomes().get(0);
    }

    private Outcome apply(Command command) {
        number++;
        Batch batch = new Batch(session, number, List.of(new Batch.Numbered(number, command)));
        Change change = InformationTable.apply(information, stamp(), batch);
        information = change.information();
        return change.outcomes().get(0);
    }

    private Stamp stamp() {
        return new Stamp(1, now, now);
    }
}
