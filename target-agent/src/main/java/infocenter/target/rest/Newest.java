package infocenter.target.rest;

import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.target.run.MapCopy;
import infocenter.target.store.Kept;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.ObjectVersion;
import infocenter.target.store.StoreFailure;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest version of a name that this target keeps: here or, while objects move, at a former home. What is here counts alone
 * only if it is dated by a placement as new as that of every former home; else each is asked, newest placement first, until nothing
 * older can be newer. An object goes to its new home before it leaves the old one, so after a miss everywhere this target looks at its
 * own objects once more. On the request's event loop.
 */
final class Newest {
    /** Changes of the name or of the placement while former homes are asked, before a client is told to come again. */
    private static final int ROUNDS_MAX = 8;

    private final Authority authority;
    private final ObjectStore store;
    private final FormerHomes formerHomes;

    Newest(Authority authority, ObjectStore store, FormerHomes formerHomes) {
        this.authority = authority;
        this.store = store;
        this.formerHomes = formerHomes;
    }

    /** Where the newest version is. */
    sealed interface Place {
        /** Nowhere: there is no such object. */
        record Nowhere() implements Place {}

        /** In this target's store. */
        record Here() implements Place {}

        /** At a former home. */
        record There(Node node, ObjectVersion version) implements Place {}
    }

    /** True when no other target can have anything of any name that is kept here. */
    boolean allHere() {
        return authority.view().former().isEmpty();
    }

    /** Where it is; fails with a refusal when a former home that may have it cannot be asked. */
    Future<Place> find(long bucketId, BucketName bucket, ObjectName name) {
        return round(bucketId, bucket, name, ROUNDS_MAX);
    }

    private Future<Place> round(long bucketId, BucketName bucket, ObjectName name, int roundsLeft) {
        MapCopy.View view = authority.view();
        Kept kept;
        try {
            kept = kept(bucketId, name);
        } catch (StoreFailure failed) {
            return Future.failedFuture(failed);
        }
        List<MapCopy.FormerHome> ask = view.formerHomes(
                bucket,
                name,
                authority.self(),
                kept == null ? 0 : kept.version().mapVersion());
        return ask(ask, 0, bucketId, name, kept == null ? null : kept.version(), null)
                .compose(found -> {
                    if (found != null && !found.deleted()) {
                        return Future.succeededFuture(new Place.There(found.at(), found.version()));
                    }
                    if (found == null && kept != null && !kept.deleted()) {
                        return Future.succeededFuture(new Place.Here());
                    }
                    return missed(bucketId, bucket, name, kept, view, roundsLeft);
                });
    }

    private Future<Place> missed(
            long bucketId,
            BucketName bucket,
            ObjectName name,
            @Nullable Kept before,
            MapCopy.View view,
            int roundsLeft) {
        boolean same = view.placementVersion() == authority.view().placementVersion();
        try {
            same &= Objects.equals(before, kept(bucketId, name));
        } catch (StoreFailure failed) {
            return Future.failedFuture(failed);
        }
        if (same) {
            return Future.succeededFuture(new Place.Nowhere());
        }
        return roundsLeft > 1
                ? round(bucketId, bucket, name, roundsLeft - 1)
                : Future.failedFuture(
                        Problem.later("moving", "the object moves; ask again").refused());
    }

    /** The newest that former homes have, if it is newer than the best so far; one after the other. */
    private Future<FormerHomes.@Nullable Has> ask(
            List<MapCopy.FormerHome> all,
            int next,
            long bucketId,
            ObjectName name,
            @Nullable ObjectVersion best,
            FormerHomes.@Nullable Has found) {
        boolean enough = next == all.size() || best != null && all.get(next).placementVersion() <= best.mapVersion();
        if (enough) {
            return Future.succeededFuture(found);
        }
        return formerHomes.ask(all.get(next).node(), bucketId, name).compose(answer -> {
            Optional<FormerHomes.Has> newer =
                    answer.filter(has -> best == null || has.version().compareTo(best) > 0);
            return newer.isPresent()
                    ? ask(all, next + 1, bucketId, name, newer.get().version(), newer.get())
                    : ask(all, next + 1, bucketId, name, best, found);
        });
    }

    private @Nullable Kept kept(long bucketId, ObjectName name) throws StoreFailure {
        return store.find(bucketId, name).orElse(null);
    }
}
