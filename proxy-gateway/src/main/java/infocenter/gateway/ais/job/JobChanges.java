package infocenter.gateway.ais.job;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Kinds;
import infocenter.core.xaction.XactionId;
import infocenter.gateway.ais.ActionMessage;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.change.Changed;
import infocenter.gateway.change.Insist;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The general start and the general stop. */
final class JobChanges {
    /** For a member to answer a stop: its clients ask again after 20 s. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(18);

    private final GatewayUseCases useCases;

    JobChanges(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void start(AisCall call) {
        ActionMessage message = call.message();
        JobQuery query = JobQuery.of(message.fields());
        AisKind kind = AisKinds.find(message.fields().text("kind"));
        if (kind == null || kind.start() != AisKind.Start.PLAIN) {
            throw AisRefusal.bad(
                    kind == null
                            ? "cannot start a job: no kind is given"
                            : "xaction \"" + kind.name() + "\" is not startable");
        }
        if (kind.name().equals("resilver") && query.node().isEmpty()) {
            throw new AisRefusal(AisError.unsupported("resilvering of all targets at once is not supported: name one"));
        }
        if (kind.ours().isEmpty() || Kinds.find(kind.ours()).isEmpty()) {
            throw new AisRefusal(
                    AisError.unsupported("xaction \"" + kind.name() + "\" is not supported by this cluster"));
        }
        boolean force = query.force() || call.flag("frc");
        JsonObject arguments = new JsonObject();
        if (kind.name().equals("lru")) {
            refuseBuckets(message, query.bucket());
            if (force) {
                arguments.put("force", true);
            }
        } else if (kind.name().equals("resilver")) {
            arguments.put("target", query.node());
        }
        AisStart.of(kind.ours(), List.of(), arguments).answer(call);
    }

    /** More would be freed than was asked for. */
    private static void refuseBuckets(ActionMessage message, @Nullable BucketName bucket) {
        if (bucket != null || !message.fields().list("buckets").isEmpty()) {
            throw new AisRefusal(AisError.unsupported(
                    "eviction of chosen buckets is not supported: it works on those whose property lru is enabled"));
        }
    }

    /** An id that nobody knows, and one whose job has ended, is as stopped as it can be. */
    void stop(AisCall call) {
        JobQuery query = JobQuery.of(call.message().fields());
        if (query.id().isEmpty() && query.kind() == null) {
            throw AisRefusal.bad("cannot stop a job: neither ID nor kind is given");
        }
        call.atMember(query.id().isEmpty() ? call.remote() : query.id(), STOP_WITHIN, () -> {
            if (!query.id().isEmpty()) {
                stop(call, query.ids());
                return;
            }
            JobQuery running = new JobQuery("", query.kind(), query.bucket(), true, false, "");
            call.when(
                    useCases.table().now(),
                    moment -> stop(
                            call,
                            new JobRows(moment.information().xactions())
                                    .all(running).stream().map(row -> row.id()).toList()));
        });
    }

    private void stop(AisCall call, List<XactionId> ids) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (XactionId id : ids) {
            CompletableFuture<Changed> one =
                    Insist.on(() -> useCases.abort().abort(id, call.caller("stop")), System::nanoTime);
            all = all.thenCombine(one, (before, changed) -> {
                refuse(changed.outcome());
                return null;
            });
        }
        call.when(all, done -> call.empty());
    }

    private static void refuse(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused
                && refused.reason() != Reason.NO_SUCH_XACTION
                && refused.reason() != Reason.ALREADY_ENDED) {
            throw new AisRefusal(AisErrors.of(refused));
        }
    }
}
