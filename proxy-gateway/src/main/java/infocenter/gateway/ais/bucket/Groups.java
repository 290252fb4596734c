package infocenter.gateway.ais.bucket;

import infocenter.core.bucket.BucketName;
import infocenter.gateway.ais.AisBuckets;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.ais.AisStart;
import infocenter.gateway.door.GatewayUseCases;
import java.util.List;

/** What is done to many objects of one bucket. */
final class Groups {
    private final LivingBuckets living;

    Groups(GatewayUseCases useCases) {
        this.living = new LivingBuckets(useCases);
    }

    void delete(AisCall call) {
        BucketName bucket = AisBuckets.ofPath(call, call.name("bucket"));
        Selection chosen = Selection.of(call.message().fields());
        if (chosen.all()) {
            throw AisRefusal.bad(
                    "delete-listrange needs names, a template or a prefix; to delete all, destroy the bucket");
        }
        AisStart.of("delete", List.of(bucket), chosen.arguments()).answer(call);
    }

    /** Prefetch and evict: there is nothing behind a bucket of this cluster from where its objects would come again. */
    void notRemote(AisCall call) {
        String action = call.message().action();
        living.mapped(call, AisBuckets.ofPath(call, call.name("bucket")), bucket -> {
            throw new AisRefusal(new AisError(
                    400,
                    "ErrNotRemoteBck",
                    action + ": bucket \"" + bucket.name().shown() + "\" is not remote"));
        });
    }
}
