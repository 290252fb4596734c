package infocenter.gateway.ais.bucket;

import infocenter.core.bucket.BucketName;
import infocenter.core.command.Outcome;
import infocenter.core.xaction.FillingKinds;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisErrors;
import infocenter.gateway.ais.AisFields;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.change.Changed;
import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pcollections.TreePMap;

/** Buckets made, ended, renamed and given other properties. */
final class BucketChanges {
    private final GatewayUseCases useCases;
    private final LivingBuckets living;

    BucketChanges(GatewayUseCases useCases) {
        this.useCases = useCases;
        this.living = new LivingBuckets(useCases);
    }

    void create(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        TreePMap<String, String> props =
                BucketProps.set(TreePMap.empty(), call.message().fields());
        call.atMember(call.remote(), () -> changed(call, useCases.buckets().create(name, props)));
    }

    void destroy(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        // Here as there: what still uses it is aborted.
        call.atMember(call.remote(), () -> changed(call, useCases.buckets().destroy(name, true)));
    }

    void set(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        AisFields setter = call.message().fields();
        call.atMember(
                call.remote(),
                () -> living.now(
                        call,
                        name,
                        bucket -> changed(
                                call,
                                useCases.buckets().setProperties(name, BucketProps.set(bucket.properties(), setter)))));
    }

    void reset(AisCall call) {
        BucketName name = AisBuckets.ofPath(call, call.name("bucket"));
        call.atMember(
                call.remote(),
                () -> living.now(
                        call,
                        name,
                        bucket -> changed(
                                call, useCases.buckets().setProperties(name, BucketProps.reset(bucket.properties())))));
    }

    void rename(AisCall call) {
        BucketName from = AisBuckets.ofPath(call, call.name("bucket"));
        BucketName to = AisBuckets.ofUname(call.query("bck_to"));
        AisStart.of(FillingKinds.RENAME, List.of(from, to), new JsonObject()).answer(call);
    }

    private static void changed(AisCall call, CompletableFuture<Changed> change) {
        call.when(change, answer -> {
            if (answer.outcome() instanceof Outcome.Refused refused) {
                throw new AisRefusal(AisErrors.of(refused));
            }
            call.empty();
        });
    }
}
