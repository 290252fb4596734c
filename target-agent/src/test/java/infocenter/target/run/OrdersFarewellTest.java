package infocenter.target.run;

import static infocenter.target.run.TargetOnDesk.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import infocenter.node.OrderAnswer.Result;
import infocenter.node.OrderAnswer.Status;
import infocenter.node.SyncAnswer;
import infocenter.target.job.Job;
import infocenter.target.job.JobContext;
import infocenter.target.job.Step;
import infocenter.target.job.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between the word that it stops and the stop a target has no effect, and refuses no start that was sent in good faith. */
class OrdersFarewellTest {
    @TempDir
    Path dir;

    private final AtomicInteger effects = new AtomicInteger();
    private TargetOnDesk target;

    @BeforeEach
    void up() throws IOException {
        Job endless = new Job() {
            @Override
            public String kind() {
                return "endless";
            }

            @Override
            public Work begin(JobContext context) {
                return () -> {
                    context.checkpoint();
                    effects.incrementAndGet();
                    return Step.MORE;
                };
            }
        };
        target = new TargetOnDesk(dir, List.of(endless), 3);
    }

    @AfterEach
    void down() throws IOException {
        target.close();
    }

    @Test
    void aStoppingTargetSaysSoAndTakesStartsOnButNoRunHasAnEffect() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "endless")));
        await().untilAtomic(effects, org.hamcrest.Matchers.greaterThan(0));

        var told = target.orders.sayFarewell();
        int atTheEnd = settledEffects();
        assertThat(told).isNotDone();
        SyncAnswer answer = target.sync(1, List.of(start("b", 1, 11, "endless")));

        assertThat(told).isDone();
        assertThat(answer.stopping()).isTrue();
        assertThat(answer.results()).extracting(Result::status).containsExactly(Status.ACCEPTED);
        assertThat(target.orders
                        .obey(target.fast(1, start("c", 1, 12, "endless")))
                        .results())
                .extracting(Result::status)
                .containsExactly(Status.ACCEPTED);
        assertThat(target.sync(1, List.of()).inventory())
                .extracting(listing -> listing.id().value())
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(effects.get()).isEqualTo(atTheEnd);
        assertThat(target.reported).isEmpty();
    }

    @Test
    void aTargetThatHasSaidFarewellAndStopsBeginsNothingAndListsWhatItHas() throws IOException {
        target.intoLease();
        target.sync(1, List.of(start("a", 1, 10, "endless")));
        target.orders.sayFarewell();

        target.orders.stop();
        SyncAnswer answer = target.sync(1, List.of(start("b", 1, 11, "endless")));

        assertThat(answer.results()).extracting(Result::status).containsExactly(Status.REFUSED);
        assertThat(answer.inventory()).hasSize(1);
    }

    @Test
    void aStoppingTargetHasLeftWhenTheTableSaysThatItIsDown() throws IOException {
        target.intoLease();
        target.orders.sayFarewell();
        // A map from before this process was admitted says nothing about it.
        target.map.take(Maps.of(2, 1, Maps.target("t1", 1, false)));
        assertThat(target.orders.hasLeft()).isFalse();
        target.map.take(Maps.of(3, 1, Maps.target("t1", 1, true).as(TargetOnDesk.MINE)));
        assertThat(target.orders.hasLeft()).isFalse();

        target.map.take(Maps.of(4, 1, Maps.target("t1", 1, false).as(TargetOnDesk.MINE)));

        assertThat(target.orders.hasLeft()).isTrue();
    }

    @Test
    void ordersOnTheFastPathAreKeptInMind() throws IOException {
        target.intoLease();
        target.passes(Duration.ofSeconds(2));
        assertThat(target.orders.unasked()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));

        target.orders.obey(target.fast(1, start("a", 1, 10, "endless")));

        assertThat(target.orders.unasked()).isZero();
    }

    /** The number of effects once the ones in flight are over. */
    private int settledEffects() {
        AtomicInteger before = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(50)).until(() -> before.getAndSet(effects.get()) == effects.get());
        return effects.get();
    }
}
