package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import java.util.function.Consumer;

/** Finds a bucket in this gateway's copy of the map, and in a fresh one before it says that there is none. */
final class LivingBucket {
    private final MapFollower maps;

    LivingBucket(MapFollower maps) {
        this.maps = maps;
    }

    /** Hands the bucket on, or answers that there is none, or that nobody can say. */
    void find(Call call, BucketName name, Consumer<Bucket> then) {
        Bucket known = maps.view().bucket(name);
        if (known != null) {
            then.accept(known);
            return;
        }
        var fresh = maps.newer().exceptionally(failure -> {
            throw new IcFailure.NotReady("no member gave this gateway a map: " + failure.getMessage());
        });
        call.when(fresh, (ClusterMapView view) -> {
            Bucket bucket = view.bucket(name);
            if (bucket == null) {
                call.problem(BucketRoutes.noSuchBucket(name));
            } else {
                then.accept(bucket);
            }
        });
    }
}
