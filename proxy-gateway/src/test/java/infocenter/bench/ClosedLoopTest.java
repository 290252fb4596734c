package infocenter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void keepsSoManyCallsUnderWayAndNoMore() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Measured measured =
                ClosedLoop.run("call", "here", 8, Duration.ofMillis(50), Duration.ofMillis(200), executor -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    return CompletableFuture.runAsync(underWay::decrementAndGet, executor);
                });

        assertThat(measured.count()).isPositive();
        assertThat(measured.errors()).isZero();
        assertThat(most.get()).isBetween(1, 8);
    }

    @Test
    void failedCallsAreErrorsNotSamples() throws Exception {
        Measured measured = ClosedLoop.run(
                "call",
                "here",
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(50),
                executor -> CompletableFuture.failedFuture(new IllegalStateException("no")));

        assertThat(measured.count()).isZero();
        assertThat(measured.errors()).isPositive();
        assertThat(measured.p50()).isNaN();
    }
}
