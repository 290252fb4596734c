package infocenter.target.rest;

import infocenter.core.bucket.Bucket;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.target.report.MapFetch;
import infocenter.target.run.MapCopy;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Decides where a client's request belongs, by this target's copy of the map; fetches the map first when the request knows more. On
 * the request's event loop.
 */
final class Routing {
    private final Authority authority;
    private final MapFetch fetch;

    Routing(Authority authority, MapFetch fetch) {
        this.authority = authority;
        this.fetch = fetch;
    }

    /** The place; fails with a refusal. */
    Future<Place> place(ObjectAddress address, boolean writes) {
        MapCopy.View view = authority.view();
        if (behind(view, address) || authority.behind() || writes && shut(view, address)) {
            return fetch.refresh().compose(done -> now(address, writes));
        }
        if (!writes && !authority.inLease()) {
            return fetch.refresh().compose(any -> now(address, false));
        }
        if (!writes && leaving(view, address)) {
            return fetch.refresh()
                    .compose(fresh -> fresh
                            ? now(address, false)
                            : Future.failedFuture(
                                    Problem.later("no-map", "no gateway says whether this object has moved")
                                            .refused()));
        }
        return now(address, writes);
    }

    /**
     * True for a name that may have another home by now without our knowing, since the proposed placement gives it away and may be
     * active already: then its new home may have a newer version.
     */
    private boolean leaving(MapCopy.View view, ObjectAddress address) {
        Optional<NodeId> next = view.nextHome(address.bucket(), address.name());
        return next.isPresent() && !next.get().equals(authority.self());
    }

    /** The registered transformer of that name; of a fresh map before it says that there is none. */
    Future<Transformer> transformer(String name) {
        TransformerName wanted;
        try {
            wanted = new TransformerName(name);
        } catch (IllegalArgumentException bad) {
            return Future.failedFuture(
                    Problem.field("transform", String.valueOf(bad.getMessage())).refused());
        }
        Optional<Transformer> known = authority.view().transformer(wanted);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        return fetch.refresh()
                .compose(done -> authority
                        .view()
                        .transformer(wanted)
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new Problem(
                                        404, "no-such-transformer", "transform", "there is no transformer " + name, 0)
                                .refused())));
    }

    /** True when the request may rest on a map that is newer than ours. */
    private static boolean behind(MapCopy.View view, ObjectAddress address) {
        boolean newerVersion = address.mapVersion().orElse(0) > view.placementVersion();
        boolean newerBucket = address.bucketId().orElse(0) > view.map().sequence();
        boolean unknownBucket =
                address.bucketId().isEmpty() && view.bucket(address.bucket()).isEmpty();
        return newerVersion || newerBucket || unknownBucket || view.active() == null;
    }

    /** Marks of a rename may be over already: who saw it finish must be able to write at once. */
    private static boolean shut(MapCopy.View view, ObjectAddress address) {
        return view.bucket(address.bucket())
                .filter(bucket -> bucket.renaming() || bucket.incomplete())
                .isPresent();
    }

    private Future<Place> now(ObjectAddress address, boolean writes) {
        try {
            return Future.succeededFuture(decide(authority.view(), address, writes));
        } catch (Problem.Refused refused) {
            return Future.failedFuture(refused);
        }
    }

    private Place decide(MapCopy.View view, ObjectAddress address, boolean writes) {
        Bucket bucket = bucket(view, address);
        if (writes) {
            requireOpen(bucket);
        }
        long version = view.placementVersion();
        long wanted = address.mapVersion().orElse(version);
        if (wanted > version || writes && wanted != version) {
            throw Authority.otherVersion(view, wanted).refused();
        }
        Optional<NodeId> home = view.home(address.bucket(), address.name());
        if (home.isEmpty()) {
            throw Problem.later("no-placement", "no placement of objects is known yet")
                    .refused();
        }
        if (home.get().equals(authority.self())) {
            return new Place(bucket.id(), version, null);
        }
        Node owner = view.node(home.get())
                .orElseThrow(() -> Problem.later("no-placement", "owner " + home.get() + " is not in the map")
                        .refused());
        return new Place(bucket.id(), version, owner);
    }

    /** Says early what the store would say; only clients are kept from a bucket that is being filled. */
    private static void requireOpen(Bucket bucket) {
        String name = bucket.name().shown();
        if (bucket.renaming()) {
            throw Problem.later("bucket-renaming", "bucket " + name + " is closed while its objects go to another name")
                    .refused();
        }
        if (bucket.incomplete()) {
            throw Problem.of(
                            409,
                            "bucket-incomplete",
                            "bucket " + name + " does not have all objects of its former name: wait for xaction "
                                    + bucket.properties().get(Bucket.INCOMPLETE) + ", or destroy it if that has failed")
                    .refused();
        }
    }

    private static Bucket bucket(MapCopy.View view, ObjectAddress address) {
        Optional<Bucket> found = address.bucketId().isPresent()
                ? view.bucket(address.bucketId().getAsLong())
                        .filter(it -> it.name().equals(address.bucket()))
                : view.bucket(address.bucket());
        return found.orElseThrow(() -> new Problem(
                        404,
                        "no-such-bucket",
                        "bucket",
                        "bucket " + address.bucket().shown() + " does not exist",
                        0)
                .refused());
    }
}
