package infocenter.gateway.start;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Receipt;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.Utf8Order;
import infocenter.core.cluster.Identity;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.BlobAddress;
import infocenter.core.xaction.Origin;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.broadcast.Fence;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * Starts a xaction: registers it, and only then tells the targets. Works at every gateway. Any thread; asynchronous throughout.
 */
public final class StartXaction {
    /** Arguments of so many characters are made into text where they come in. */
    private static final int ON_LOOP_CHARS_MAX = 32 * 1024;

    private final IcClient ic;
    private final Supplier<@Nullable Identity> identity;
    private final TellTargets tell;
    private final LargeArguments large;
    private final Executor offLoop;
    private final PresentState present;
    private final IdSource ids;
    private final StartMeters meters;
    private final StartLimits limits;
    private final LongSupplier nanos;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger largeInFlight = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * For one gateway.
     *
     * @param identity of the cluster, null while this gateway has none
     * @param offLoop where long texts are made
     * @param nanos monotonic clock
     */
    public StartXaction(
            IcClient ic,
            Supplier<@Nullable Identity> identity,
            TellTargets tell,
            LargeArguments large,
            Executor offLoop,
            PresentState present,
            IdSource ids,
            MeterRegistry meters,
            StartLimits limits,
            LongSupplier nanos) {
        this.ic = ic;
        this.identity = identity;
        this.tell = tell;
        this.large = large;
        this.offLoop = offLoop;
        this.present = present;
        this.ids = ids;
        this.meters = new StartMeters(meters);
        this.limits = limits;
        this.nanos = nanos;
    }

    /** Starts it. Fails only with an {@code IcFailure}; {@code CommitUnknown} says: ask again with the same key. */
    public CompletableFuture<StartAnswer> start(StartRequest request) {
        Identity cluster = identity.get();
        if (cluster == null || stopping) {
            return CompletableFuture.failedFuture(
                    new IcFailure.NotReady(stopping ? "this gateway is stopping" : "this gateway has no cluster yet"));
        }
        if (inFlight.incrementAndGet() > limits.inFlightMax()) {
            inFlight.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IcFailure.Overloaded("starts in flight at this gateway: " + limits.inFlightMax()));
        }
        CompletableFuture<StartAnswer> answer = new CompletableFuture<>();
        register(cluster, request).whenComplete((made, failure) -> {
            inFlight.decrementAndGet();
            Throwable cause = Causes.of(failure);
            meters.answered(request.kind(), made, cause);
            if (cause != null) {
                answer.completeExceptionally(cause);
            } else {
                answer.complete(made);
            }
        });
        return answer;
    }

    /** A new id, for who must know it before the start. */
    XactionId mint() {
        return ids.next();
    }

    /** Starts that wait for their answer. */
    public int inFlight() {
        return inFlight.get();
    }

    /** From now on new starts are refused; those under way go on. */
    public void stop() {
        stopping = true;
    }

    private CompletableFuture<StartAnswer> register(Identity cluster, StartRequest request) {
        if (!CanonicalJson.large(request.arguments(), ON_LOOP_CHARS_MAX)) {
            return registerAny(cluster, request);
        }
        // Counted before any text is made of them: it is the texts that take the memory.
        int weight = CanonicalJson.large(request.arguments(), StartLimits.ROW_ARGUMENT_BYTES_MAX) ? 1 : 0;
        if (largeInFlight.addAndGet(weight) > StartLimits.LARGE_IN_FLIGHT_MAX) {
            largeInFlight.addAndGet(-weight);
            return CompletableFuture.failedFuture(new IcFailure.Overloaded(
                    "starts with large arguments in flight at this gateway: " + StartLimits.LARGE_IN_FLIGHT_MAX));
        }
        return CompletableFuture.supplyAsync(() -> registerAny(cluster, request), offLoop)
                .thenCompose(answer -> answer)
                .whenComplete((answer, failure) -> largeInFlight.addAndGet(-weight));
    }

    private CompletableFuture<StartAnswer> registerAny(Identity cluster, StartRequest request) {
        String arguments = CanonicalJson.text(request.arguments());
        int bytes = Utf8Order.utf8Length(arguments);
        if (bytes <= StartLimits.ROW_ARGUMENT_BYTES_MAX) {
            return submit(cluster, request, command(request, arguments, ""));
        }
        if (bytes > BlobAddress.BYTES_MAX) {
            Outcome.Refused tooLarge = new Outcome.Refused(
                    Reason.TOO_LARGE, "arguments", "arguments: at most " + BlobAddress.BYTES_MAX + " bytes");
            return CompletableFuture.completedFuture(new StartAnswer.Refused(tooLarge, 0, 0));
        }
        BlobAddress address = LargeArguments.address(arguments);
        Command.RegisterXaction command = command(request, "", address.toString());
        return large.prepare(command, address, arguments)
                .thenCompose(prepared -> prepared.instead() == null
                        ? submit(cluster, request, command)
                        : registered(
                                cluster,
                                request,
                                command,
                                new Receipt(prepared.instead(), prepared.term(), prepared.index())));
    }

    private CompletableFuture<StartAnswer> submit(
            Identity cluster, StartRequest request, Command.RegisterXaction command) {
        long begun = nanos.getAsLong();
        return ic.submit(command, limits.requestTimeout()).thenCompose(receipt -> {
            meters.registered(nanos.getAsLong() - begun);
            return registered(cluster, request, command, receipt);
        });
    }

    private Command.RegisterXaction command(StartRequest request, String arguments, String argumentsHash) {
        XactionId chosen = request.id();
        return new Command.RegisterXaction(
                chosen != null ? chosen : ids.next(),
                request.kind(),
                arguments,
                argumentsHash,
                request.buckets(),
                TreePMap.from(request.labels()),
                request.key(),
                // A key belongs to one body; without one nobody ever compares.
                request.key() == null ? "" : bodyHash(request),
                Origin.CLIENT,
                request.caller(),
                request.allowPartial(),
                limits.startBy().toMillis(),
                request.deadline().toMillis());
    }

    private CompletableFuture<StartAnswer> registered(
            Identity cluster, StartRequest request, Command.RegisterXaction command, Receipt receipt) {
        Outcome outcome = receipt.outcome();
        if (outcome instanceof Outcome.Registered row) {
            Fence fence = new Fence(cluster.clusterId(), cluster.epoch(), receipt.term());
            long begun = nanos.getAsLong();
            CompletableFuture<StartAnswer> told = tell.start(fence, command, row, receipt.index());
            told.whenComplete((answer, failure) -> meters.broadcast(nanos.getAsLong() - begun));
            return request.until() == StartRequest.Until.ACKNOWLEDGED
                    ? told
                    : CompletableFuture.completedFuture(new StartAnswer.Started(
                            row.id(), command.kind(), false, "created", receipt.term(), receipt.index()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return CompletableFuture.completedFuture(new StartAnswer.Refused(refused, receipt.term(), receipt.index()));
        }
        String subject =
                outcome instanceof Outcome.AlreadyDone done ? done.subject() : ((Outcome.Applied) outcome).subject();
        return known(new XactionId(subject));
    }

    private CompletableFuture<StartAnswer> known(XactionId id) {
        return present.find(id, limits.requestTimeout())
                .thenApply(found -> found.row()
                        .<StartAnswer>map(row -> new StartAnswer.Known(
                                id, row.kind(), row.state(), row.cause(), found.term(), found.index()))
                        .orElseGet(() -> new StartAnswer.Gone(id, found.term(), found.index())));
    }

    /** Everything that decides what would be done; not who asks, nor how long they wait. */
    private static String bodyHash(StartRequest request) {
        XactionId chosen = request.id();
        JsonObject body = new JsonObject()
                .put("kind", request.kind())
                .put(
                        "buckets",
                        new JsonArray(request.buckets().stream()
                                .map(BucketName::shown)
                                .toList()))
                .put("arguments", request.arguments())
                .put("labels", new JsonObject(new java.util.TreeMap<>(request.labels())))
                .put("allowPartial", request.allowPartial())
                .put("deadline", request.deadline().toMillis())
                .put("id", chosen == null ? "" : chosen.value());
        return CanonicalJson.hash(body);
    }
}
