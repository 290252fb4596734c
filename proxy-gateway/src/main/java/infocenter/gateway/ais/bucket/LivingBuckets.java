package infocenter.gateway.ais.bucket;

import infocenter.client.IcFailure;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.gateway.ais.AisCall;
import infocenter.gateway.ais.AisError;
import infocenter.gateway.ais.AisRefusal;
import infocenter.gateway.door.GatewayUseCases;
import java.util.function.Consumer;

/** Finds living buckets. */
public final class LivingBuckets {
    private final GatewayUseCases useCases;

    public LivingBuckets(GatewayUseCases useCases) {
        this.useCases = useCases;
    }

    /** In this gateway's copy of the map, and in a fresh one before it says that there is none: for redirects. */
    public void mapped(AisCall call, BucketName name, Consumer<Bucket> then) {
        Bucket known = useCases.maps().view().bucket(name);
        if (known != null) {
            then.accept(known);
            return;
        }
        call.when(
                useCases.maps().newer().exceptionally(failure -> {
                    throw new IcFailure.NotReady("no member gave this gateway a map: " + failure.getMessage());
                }),
                view -> then.accept(required(view.bucket(name), name)));
    }

    /** In the table of this moment; at members. */
    void now(AisCall call, BucketName name, Consumer<Bucket> then) {
        call.when(
                useCases.table().now(),
                moment -> then.accept(
                        required(moment.information().buckets().byName().get(name), name)));
    }

    static Bucket required(@org.jspecify.annotations.Nullable Bucket bucket, BucketName name) {
        if (bucket == null) {
            throw new AisRefusal(AisError.noSuchBucket(name.shown()));
        }
        return bucket;
    }
}
