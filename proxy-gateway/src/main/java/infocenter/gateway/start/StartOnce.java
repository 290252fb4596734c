package infocenter.gateway.start;

import infocenter.client.IcFailure;
import infocenter.core.command.Reason;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts for clients that bring no idempotency key and repeat what was not answered. The same request again, while the first one is
 * open, or within {@link #KEPT} after its answer could not be written whole, gets the first id; after a whole answer it is a second
 * start. The id is minted here before the first try, so that a try whose commit is unknown can be repeated under it: then the table
 * says that it is taken, and by whom else.
 *
 * <p>What is remembered is this gateway's alone, and gone with it: such clients ask the same gateway again. Any thread.
 */
public final class StartOnce {
    /** How long an id waits for a client whose answer was lost. */
    public static final Duration KEPT = Duration.ofSeconds(60);
    /** How long a commit that is unknown is asked for. */
    public static final Duration WITHIN = Duration.ofSeconds(15);
    /** Requests that are remembered; beyond, the oldest is forgotten. */
    static final int KEPT_MAX = 10_000;

    private static final long PAUSE_MILLIS = 200;

    private final StartXaction starts;
    private final LongSupplier nanos;
    /** By fingerprint, oldest first. Guarded by itself. */
    private final Map<String, Occurrence> occurrences = new LinkedHashMap<>();

    /**
     * For one gateway.
     *
     * @param nanos monotonic clock
     */
    public StartOnce(StartXaction starts, LongSupplier nanos) {
        this.starts = starts;
        this.nanos = nanos;
    }

    /**
     * One request as its client means it.
     *
     * @param id under which it is started
     * @param answer of its last try
     * @param forgottenAt when it is forgotten; {@code Long.MAX_VALUE} while a try is open
     */
    private record Occurrence(XactionId id, CompletableFuture<StartAnswer> answer, long forgottenAt) {
        boolean unknown() {
            return answer.isCompletedExceptionally();
        }
    }

    /**
     * Starts it, or answers as the first time. Fails with an {@code IcFailure}.
     *
     * @param fingerprint all that makes two requests the same: who, from where, what
     * @param prefix put in front of a minted id
     * @param request without an id
     */
    public CompletableFuture<StartAnswer> start(String fingerprint, String prefix, StartRequest request) {
        CompletableFuture<StartAnswer> answer = new CompletableFuture<>();
        XactionId id;
        boolean again;
        synchronized (occurrences) {
            Occurrence before = remembered(fingerprint);
            if (before != null && !before.unknown()) {
                return before.answer();
            }
            again = before != null;
            id = before == null ? new XactionId(prefix + starts.mint().value()) : before.id();
            occurrences.put(fingerprint, new Occurrence(id, answer, Long.MAX_VALUE));
            if (occurrences.size() > KEPT_MAX) {
                occurrences.remove(occurrences.keySet().iterator().next());
            }
        }
        attempt(request.under(id), again, nanos.getAsLong() + WITHIN.toNanos())
                .whenComplete((made, failure) -> finish(fingerprint, answer, made, Causes.of(failure)));
        return answer;
    }

    /**
     * Says what became of an answer.
     *
     * @param whole the client has all of it, so that the same request is another one from now on
     */
    public void written(String fingerprint, boolean whole) {
        synchronized (occurrences) {
            Occurrence kept = occurrences.get(fingerprint);
            if (kept == null || !kept.answer().isDone()) {
                return;
            }
            if (whole && !kept.unknown()) {
                occurrences.remove(fingerprint);
            } else {
                keep(fingerprint, kept);
            }
        }
    }

    private void finish(
            String fingerprint,
            CompletableFuture<StartAnswer> answer,
            @Nullable StartAnswer made,
            @Nullable Throwable cause) {
        synchronized (occurrences) {
            Occurrence kept = occurrences.get(fingerprint);
            if (kept != null && kept.answer() == answer) {
                if (cause == null || cause instanceof IcFailure.CommitUnknown) {
                    keep(fingerprint, kept);
                } else {
                    occurrences.remove(fingerprint);
                }
            }
        }
        if (cause != null) {
            answer.completeExceptionally(cause);
        } else {
            answer.complete(made);
        }
    }

    private CompletableFuture<StartAnswer> attempt(StartRequest request, boolean again, long untilNanos) {
        return starts.start(request)
                .thenApply(answer -> again ? ours(request, answer) : answer)
                .exceptionallyCompose(failure -> {
                    Throwable cause = Causes.of(failure);
                    return cause instanceof IcFailure.CommitUnknown && nanos.getAsLong() < untilNanos
                            ? later(request, untilNanos)
                            : CompletableFuture.failedFuture(cause == null ? new CompletionException(failure) : cause);
                });
    }

    private CompletableFuture<StartAnswer> later(StartRequest request, long untilNanos) {
        return CompletableFuture.supplyAsync(
                        () -> attempt(request, true, untilNanos),
                        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                .thenCompose(answer -> answer);
    }

    /** Nobody else mints this id: whoever has it is the try before. */
    private static StartAnswer ours(StartRequest request, StartAnswer answer) {
        if (answer instanceof StartAnswer.Refused refused && refused.why().reason() == Reason.ID_TAKEN) {
            return new StartAnswer.Started(
                    new XactionId(refused.why().subject()),
                    request.kind(),
                    false,
                    "created",
                    refused.term(),
                    refused.index());
        }
        return answer;
    }

    private @Nullable Occurrence remembered(String fingerprint) {
        long now = nanos.getAsLong();
        occurrences.values().removeIf(one -> one.forgottenAt() != Long.MAX_VALUE && one.forgottenAt() - now < 0);
        return occurrences.get(fingerprint);
    }

    private void keep(String fingerprint, Occurrence kept) {
        occurrences.put(fingerprint, new Occurrence(kept.id(), kept.answer(), nanos.getAsLong() + KEPT.toNanos()));
    }
}
