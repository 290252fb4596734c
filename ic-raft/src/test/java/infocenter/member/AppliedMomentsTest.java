package infocenter.member;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.client.Moment;
import infocenter.core.table.Clocks;
import infocenter.core.table.Information;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AppliedMomentsTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AppliedMoments moments = new AppliedMoments(tasks::add);

    private static Moment at(long index, long elapsed) {
        Information e = Information.EMPTY;
        return new Moment(
                new Information(
                        new Clocks(elapsed, 0),
                        0,
                        e.identity(),
                        e.cluster(),
                        e.buckets(),
                        e.xactions(),
                        e.keys(),
                        e.keysByExpiry(),
                        e.sessions(),
                        e.events()),
                1,
                index);
    }

    private void runTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    @Test
    void whatIsReachedAnswersAtOnceAndTheRestWaits() {
        moments.publish(at(5, 0));
        assertThat(moments.reached(5)).isCompleted();
        CompletableFuture<Moment> six = moments.reached(6);
        CompletableFuture<Moment> nine = moments.reached(9);
        moments.publish(at(7, 0));
        assertThat(six).as("never on the apply thread").isNotDone();
        runTasks();
        assertThat(six).isCompletedWithValueMatching(moment -> moment.index() == 7);
        assertThat(nine).isNotDone();
        moments.publish(at(9, 0));
        runTasks();
        assertThat(nine).isCompleted();
    }

    @Test
    void subscribersAreCalledOnceForManyChanges() {
        AtomicInteger called = new AtomicInteger();
        moments.subscribe(called::incrementAndGet);
        moments.publish(at(1, 1));
        moments.publish(at(2, 2));
        moments.publish(at(3, 3));
        runTasks();
        assertThat(called).hasValue(1);
        moments.publish(at(4, 4));
        runTasks();
        assertThat(called).hasValue(2);
    }

    @Test
    void anIndexWithoutAChangeCallsNobody() {
        AtomicInteger called = new AtomicInteger();
        moments.subscribe(called::incrementAndGet);
        Moment now = moments.latest();
        moments.publish(new Moment(now.information(), 2, 8));
        assertThat(tasks).isEmpty();
        assertThat(moments.latest().index()).isEqualTo(8);
    }

    @Test
    void theApplyThreadOutlivesAClosedExecutor() {
        AppliedMoments closing = new AppliedMoments(task -> {
            throw new RejectedExecutionException("closed");
        });
        closing.subscribe(() -> {});
        closing.reached(3);
        closing.publish(at(3, 1));
        assertThat(closing.latest().index()).isEqualTo(3);
    }
}
