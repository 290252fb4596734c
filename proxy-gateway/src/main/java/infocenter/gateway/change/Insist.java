package infocenter.gateway.change;

import infocenter.client.IcFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks again while nobody knows whether a change is committed, for clients that would repeat it blindly. Only for what is the same when
 * it is done twice. Any thread.
 */
public final class Insist {
    /** How long it is asked for. */
    public static final Duration WITHIN = Duration.ofSeconds(15);

    private static final long PAUSE_MILLIS = 200;

    private Insist() {}

    /**
     * Asks until somebody knows.
     *
     * @param change asks once; fails with an {@code IcFailure}
     * @param nanos monotonic clock
     */
    public static <T> CompletableFuture<T> on(Supplier<CompletableFuture<T>> change, LongSupplier nanos) {
        return on(change, nanos, nanos.getAsLong() + WITHIN.toNanos());
    }

    private static <T> CompletableFuture<T> on(
            Supplier<CompletableFuture<T>> change, LongSupplier nanos, long untilNanos) {
        return change.get().exceptionallyCompose(failure -> {
            Throwable cause = failure;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (!(cause instanceof IcFailure.CommitUnknown) || nanos.getAsLong() >= untilNanos) {
                return CompletableFuture.failedFuture(cause);
            }
            return CompletableFuture.supplyAsync(
                            () -> on(change, nanos, untilNanos),
                            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .thenCompose(answer -> answer);
        });
    }
}
