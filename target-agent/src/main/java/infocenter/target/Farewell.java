package infocenter.target;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time that a graceful stop may take, shared by everything that it waits for. One thread. */
final class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /** Kept back for what comes after the waits: threads and disks end too. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 20;

    private final long untilNanos;

    Farewell(Duration drain) {
        Duration waits = drain.minus(RESERVE);
        this.untilNanos = System.nanoTime() + Math.max(0, waits.toNanos());
    }

    /** At least one millisecond. */
    long leftMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime()));
    }

    /** Returns when that is so, or after so long, or when there is no time left. Blocks. */
    void until(BooleanSupplier so, Duration within) {
        long end = System.nanoTime() + Math.min(within.toNanos(), Math.max(0, untilNanos - System.nanoTime()));
        try {
            while (!so.getAsBoolean() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for it as long as there is time; what fails or is late is left behind. */
    void await(CompletableFuture<?> what) {
        try {
            what.get(leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException leftBehind) {
            LOG.atDebug().addKeyValue("outcome", leftBehind.toString()).log("stop goes on without it");
        }
    }
}
