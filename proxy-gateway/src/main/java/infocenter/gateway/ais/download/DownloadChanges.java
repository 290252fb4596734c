package infocenter.gateway.ais.download;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.core.xaction.Xaction;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.change.Insist;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.JsonText;
import java.time.Duration;
import java.util.List;

/** Downloads started, stopped, and put away. */
final class DownloadChanges {
    private static final String PREFIX = "dnl-";
    private static final Duration WITHIN = Duration.ofSeconds(18);

    private final GatewayUseCases useCases;

    DownloadChanges(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    void start(AisCall call) {
        AisFields message = call.fields();
        BucketName bucket = AisBuckets.optional(message.object("bucket"));
        if (bucket == null) {
            throw AisRefusal.bad("a download needs a bucket");
        }
        new AisStart(DownloadViews.KIND, List.of(bucket), DownloadRequest.arguments(message), "", PREFIX)
                .answer(
                        call,
                        id -> call.end(200, "application/json", JsonText.of(json -> {
                            json.writeStartObject();
                            json.writeStringField("id", id.value());
                            json.writeEndObject();
                        })));
    }

    /** One that has ended is as stopped as it can be. */
    void abort(AisCall call) {
        String id = call.fields().text("id");
        call.atMember(
                id,
                WITHIN,
                () -> call.when(useCases.table().now(), moment -> {
                    Xaction row = DownloadViews.find(moment, id);
                    call.when(
                            Insist.on(
                                    () -> useCases.abort().abort(row.id(), call.caller("abort of a download")),
                                    System::nanoTime),
                            changed -> {
                                if (changed.outcome() instanceof Outcome.Refused refused
                                        && refused.reason() != Reason.ALREADY_ENDED) {
                                    throw new AisRefusal(AisErrors.of(refused));
                                }
                                call.empty();
                            });
                }));
    }

    /** Rows are kept as long as the history of the table is; this only says whether one may go. */
    void remove(AisCall call) {
        String id = call.fields().text("id");
        call.atMember(
                id,
                WITHIN,
                () -> call.when(useCases.table().now(), moment -> {
                    if (DownloadViews.find(moment, id).end() == null) {
                        throw AisRefusal.bad("download job \"" + id + "\" is still running");
                    }
                    call.empty();
                }));
    }
}
