package infocenter.target.run;

import static infocenter.target.run.TargetOnDesk.start;
import static infocenter.target.run.TargetOnDesk.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import infocenter.node.Order;
import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.OrderRequest;
import infocenter.node.RunListing;
import infocenter.node.SyncAnswer;
import infocenter.node.SyncRequest;
import infocenter.node.SyncRequest.Committed;
import infocenter.target.job.BadArgument;
import infocenter.target.job.Job;
import infocenter.target.job.JobContext;
import infocenter.target.job.Step;
import infocenter.target.job.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target's side of the model in {@code docs/spec/orders.pml}: every message may be lost, late or repeated. */
class OrdersTest {
    @TempDir
    Path dir;

    private final AtomicInteger effects = new AtomicInteger();
    private TargetOnDesk target;

    @BeforeEach
    void up() throws IOException {
        List<Job> jobs = List.of(
                job("endless", context -> () -> {
                    context.checkpoint();
                    effects.incrementAndGet();
                    return Step.MORE;
                }),
                job("short", context -> () -> {
                    context.checkpoint();
                    context.countLocal(1, 10);
                    return Step.DONE;
                }),
                job("failing", context -> () -> {
                    throw new IOException("disk is gone");
                }),
                job("half", context -> () -> {
                    context.objectError("a", "is missing");
                    context.objectError("b", "is missing");
                    return Step.DONE;
                }),
                job("idler", context -> () -> new Step.Idle(Duration.ofHours(1))),
                job("deaf", context -> () -> {
                    new CountDownLatch(1).await();
                    return Step.DONE;
                }),
                new Job() {
                    @Override
                    public String kind() {
                        return "picky";
                    }

                    @Override
                    public Work begin(JobContext context) throws BadArgument {
                        context.arguments().whole("size", 0, 1, 9);
                        throw new BadArgument("names", "must be there");
                    }
                });
        target = new TargetOnDesk(dir, jobs, 3);
    }

    @AfterEach
    void down() throws IOException {
        target.close();
    }

    @Test
    void aRunThatBeganBeforeTheLeaseHasNoEffect() throws IOException {
        SyncAnswer answer = target.sync(1, List.of(start("a", 1, 10, "endless")));

        assertThat(answer.results()).extracting(Result::status).containsExactly(Status.ACCEPTED);
        assertThat(answer.inventory()).extracting(RunListing::suspended).containsExactly(true);
        assertThat(effects).hasValue(0);

        target.sync(1, List.of());
        await().untilAtomic(effects, org.hamcrest.Matchers.greaterThan(0));
    }

    @Test
    void outOfLeaseEffectsCeaseAndComeBackWithIt() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "endless")));
        await().untilAtomic(effects, org.hamcrest.Matchers.greaterThan(0));

        target.passes(Lease.LENGTH);
        int atTheEnd = settledEffects();

        assertThat(target.sync(1, List.of()).inventory())
                .extracting(RunListing::suspended)
                .containsExactly(true);
        assertThat(effects.get()).isEqualTo(atTheEnd);
        target.sync(1, List.of());
        await().until(() -> effects.get() > atTheEnd + 1);
    }

    @Test
    void theFastPathIsClosedOutOfLease() throws IOException {
        assertThat(target.orders
                        .obey(target.fast(1, start("a", 1, 10, "short")))
                        .results())
                .extracting(Result::status)
                .containsExactly(Status.OUT_OF_LEASE);
    }

    @Test
    void aStartComesTwiceOnBothPathsAndBeginsOnce() throws IOException {
        target.intoLease();
        Order start = start("a", 1, 10, "endless");
        assertThat(target.orders.obey(target.fast(1, start)).results())
                .extracting(Result::status)
                .containsExactly(Status.ACCEPTED);

        SyncAnswer answer = target.sync(1, List.of(start));

        assertThat(answer.results()).extracting(Result::status).containsExactly(Status.ACCEPTED);
        assertThat(answer.inventory()).hasSize(1);
    }

    @Test
    void aLateStartAfterAStopDoesNothing() throws IOException {
        target.intoLease();
        target.sync(1, List.of(stop("a", 1, 11)));

        assertThat(target.orders
                        .obey(target.fast(1, start("a", 1, 10, "endless")))
                        .results())
                .extracting(Result::status)
                .containsExactly(Status.SUPERSEDED);
        assertThat(target.runs.inventory()).isEmpty();
    }

    @Test
    void aStoppedRunHasNoEffectAndReportsNothing() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "endless")));
        await().untilAtomic(effects, org.hamcrest.Matchers.greaterThan(0));

        SyncAnswer answer = target.sync(1, List.of(stop("a", 1, 11)));
        int atTheEnd = settledEffects();
        target.sync(1, List.of());

        assertThat(answer.inventory()).isEmpty();
        assertThat(effects.get()).isEqualTo(atTheEnd);
        assertThat(target.reported).isEmpty();
    }

    @Test
    void aStopOfARunThatDoesNotListenInterruptsIt() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "deaf"), start("b", 1, 11, "deaf")));
        target.sync(1, List.of(stop("a", 1, 12), stop("b", 1, 13)));
        target.sync(1, List.of(start("c", 1, 14, "short")));

        await().untilAsserted(() -> {
            target.settleDown();
            assertThat(target.reported).hasSize(1);
        });
    }

    @Test
    void anIdleRunIsStoppedToo() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "idler")));
        await().until(() -> target.runs.inventory().get(0).idle());

        assertThat(target.sync(1, List.of(stop("a", 1, 11))).inventory()).isEmpty();
    }

    @Test
    void anOldTermIsRefusedOnBothPaths() throws IOException {
        target.intoLease();
        target.number = 0;
        target.sync(2, List.of());
        target.number = 10;

        SyncAnswer answer = target.sync(1, List.of(start("a", 1, 10, "endless")));
        assertThat(answer.refused()).isTrue();
        assertThat(answer.term()).isEqualTo(2);
        assertThat(target.orders
                        .obey(target.fast(1, start("a", 1, 10, "endless")))
                        .results())
                .extracting(Result::status)
                .containsExactly(Status.OLD_TERM);
        assertThat(target.runs.inventory()).isEmpty();
    }

    @Test
    void anotherClusterIsRefusedOnBothPaths() throws IOException {
        target.intoLease();
        SyncRequest foreign = new SyncRequest(
                "c2", 0, 9, 9, new NodeId("g1"), "", 2, 1, 0, 0, 0, 99, List.of(start("a", 1, 10, "short")), List.of());
        assertThat(target.orders.sync(foreign).refused()).isTrue();
        OrderRequest fast = new OrderRequest("c2", 0, 9, new NodeId("g1"), List.of(start("a", 1, 10, "short")));
        assertThat(target.orders.obey(fast).results())
                .extracting(Result::status)
                .containsExactly(Status.REFUSED);
        assertThat(target.fence.term()).isEqualTo(1);
    }

    @Test
    void aRepeatedSyncIsAnsweredWithTheSameAnswer() throws IOException {
        SyncRequest request = target.request(1, 1, 0, List.of(start("a", 1, 10, "endless")), 0, List.of());
        SyncAnswer first = target.orders.sync(request);

        assertThat(target.orders.sync(request)).isSameAs(first);
    }

    @Test
    void anOvertakenSyncIsNotObeyed() throws IOException {
        target.orders.sync(target.request(1, 2, 0, List.of(), 0, List.of()));
        SyncAnswer late =
                target.orders.sync(target.request(1, 1, 0, List.of(start("a", 1, 10, "endless")), 0, List.of()));

        assertThat(late.refused()).isTrue();
        assertThat(target.runs.inventory()).isEmpty();
    }

    @Test
    void aReportIsKeptAndListedUntilItIsCommitted() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "short")));
        await().untilAsserted(() -> {
            target.settleDown();
            assertThat(target.reported).hasSize(1);
        });

        SyncAnswer answer = target.sync(1, List.of());
        assertThat(answer.reports()).singleElement().satisfies(report -> {
            assertThat(report.sequence()).isEqualTo(1);
            assertThat(report.error()).isEmpty();
            assertThat(report.counters().localBytes()).isEqualTo(10);
        });
        assertThat(answer.inventory()).extracting(RunListing::ended).containsExactly(true);

        Committed committed = new Committed(new XactionId("a"), 1, 1);
        SyncAnswer after = target.sync(1, List.of(), 10, List.of(committed));
        assertThat(after.reports()).isEmpty();
        assertThat(after.inventory()).isEmpty();
        assertThat(target.sync(1, List.of(start("a", 1, 10, "short"))).results())
                .extracting(Result::status)
                .containsExactly(Status.SETTLED);
    }

    @Test
    void aFailureIsTheErrorOfItsReport() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "failing"), start("b", 1, 11, "half")));
        await().untilAsserted(() -> {
            target.settleDown();
            assertThat(target.reported)
                    .extracting(report -> report.id().value() + ": " + report.error())
                    .containsExactlyInAnyOrder("a: disk is gone", "b: 2 objects failed; first a: is missing");
        });
        assertThat(target.runs.errors(new XactionId("b")).orElseThrow().errors())
                .hasSize(2);
    }

    @Test
    void whatCannotBeginIsRefusedWithTheReason() throws IOException {
        target.intoLease();
        Order noJson = new Order(
                Order.Type.START, new XactionId("x"), 1, TargetOnDesk.MINE, 9, "short", "{", "", List.of(), List.of());

        List<Result> results = target.sync(
                        1, List.of(start("a", 1, 10, "unheard-of"), start("b", 1, 11, "picky"), noJson))
                .results();

        assertThat(results).extracting(Result::status).containsOnly(Status.REFUSED);
        assertThat(results.get(0).message()).contains("unheard-of");
        assertThat(results.get(1).message()).contains("names");
        assertThat(results.get(2).message()).contains("arguments");
        assertThat(target.runs.inventory()).isEmpty();
    }

    @Test
    void moreRunsThanTheLimitAreRefused() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "idler"), start("b", 1, 11, "idler"), start("c", 1, 12, "idler")));

        assertThat(target.sync(1, List.of(start("d", 1, 13, "idler"))).results())
                .extracting(Result::message)
                .allMatch(message -> message.contains("runsMax"));
    }

    @Test
    void aMapThatIsBehindIsFetched() throws IOException {
        SyncRequest newer =
                new SyncRequest("c1", 0, 1, 1, new NodeId("g1"), "", 2, 0, 44, 0, 0, 0, List.of(), List.of());
        target.orders.sync(newer);

        assertThat(target.mapWanted).containsExactly(44L);
    }

    /** The number of effects once the ones in flight are over. */
    private int settledEffects() {
        AtomicInteger before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(50)).until(() -> before.getAndSet(effects.get()) == effects.get());
        return effects.get();
    }

    private static Job job(String kind, Function<JobContext, Work> begin) {
        return new Job() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Work begin(JobContext context) {
                return begin.apply(context);
            }
        };
    }
}
