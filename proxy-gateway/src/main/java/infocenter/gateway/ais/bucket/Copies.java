package infocenter.gateway.ais.bucket;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Outcome;
import infocenter.core.command.Reason;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.pcollections.TreePMap;

/**
 * Objects copied from one bucket to another, which is made when it is not there. A dry run only counts what would be copied: it is a
 * summary.
 */
final class Copies {
    private static final String SUMMARY = "summary";

    private final GatewayUseCases useCases;
    private final LivingBuckets living;

    Copies(GatewayUseCases useCases) {
        this.useCases = useCases;
        this.living = new LivingBuckets(useCases);
    }

    void bucket(AisCall call) {
        BucketName from = AisBuckets.ofPath(call, call.name("bucket"));
        BucketName to = AisBuckets.ofUname(call.query("bck_to"));
        AisFields message = call.message().fields();
        copy(call, "copy-bck", from, to, new Selection(List.of(), "", message.text("prefix")), message);
    }

    void objects(AisCall call) {
        BucketName from = AisBuckets.ofPath(call, call.name("bucket"));
        AisFields message = call.message().fields();
        BucketName to = AisBuckets.optional(message.object("tobck"));
        if (to == null) {
            throw AisRefusal.bad("invalid bucket name: tobck is missing");
        }
        copy(call, "copy-listrange", from, to, Selection.of(message), message);
    }

    private void copy(
            AisCall call, String action, BucketName from, BucketName to, Selection chosen, AisFields message) {
        if (from.equals(to)) {
            throw AisRefusal.bad("cannot copy bucket \"" + from.shown() + "\" onto itself");
        }
        if (!message.object("ext").all().isEmpty()) {
            throw new AisRefusal(AisError.unsupported("copying with other extensions is not supported"));
        }
        if (message.flag("dry_run")) {
            JsonObject prefix = new JsonObject();
            String beginning = beginning(chosen);
            if (!beginning.isEmpty()) {
                prefix.put("prefix", beginning);
            }
            new AisStart(SUMMARY, List.of(from), prefix, action, "").answer(call);
            return;
        }
        boolean some = !chosen.names().isEmpty() || !chosen.template().isEmpty();
        JsonObject arguments = chosen.arguments();
        String prepend = message.text("prepend");
        if (!prepend.isEmpty()) {
            arguments.put("prepend", prepend);
        }
        // The body was read and goes along: where the table is, the whole call is done.
        call.atMember(
                call.remote(),
                () -> living.now(
                        call,
                        from,
                        source -> made(
                                call,
                                to,
                                () -> new AisStart(
                                                some ? "copy-objects" : "copy-bucket",
                                                List.of(from, to),
                                                arguments,
                                                action,
                                                "")
                                        .answer(call))));
    }

    /** Makes sure of the destination; somebody else may do so at the same moment. */
    private void made(AisCall call, BucketName name, Runnable then) {
        call.when(useCases.table().now(), moment -> {
            if (moment.information().buckets().byName().containsKey(name)) {
                then.run();
                return;
            }
            call.when(useCases.buckets().create(name, TreePMap.empty()), answer -> {
                if (answer.outcome() instanceof Outcome.Refused refused && refused.reason() != Reason.BUCKET_EXISTS) {
                    throw new AisRefusal(AisErrors.of(refused));
                }
                then.run();
            });
        });
    }

    private static String beginning(Selection chosen) {
        String template = chosen.template();
        return template.isEmpty() ? chosen.prefix() : template.substring(0, template.indexOf('{'));
    }
}
