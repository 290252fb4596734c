package infocenter.target.rest;

import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Answers clients with objects, wherever they are now. On the request's event loop. */
final class ObjectReads {
    /** An object that moves away between being found and being opened this often is answered with come again. */
    private static final int READS_MAX = 8;

    private final Routing routing;
    private final Authority authority;
    private final ObjectStore store;
    private final Disks disks;
    private final TransformedReads transformed;
    private final Newest newest;
    private final Relay relay;

    ObjectReads(
            Routing routing,
            Authority authority,
            ObjectStore store,
            Disks disks,
            TransformedReads transformed,
            Newest newest,
            Relay relay) {
        this.routing = routing;
        this.authority = authority;
        this.store = store;
        this.disks = disks;
        this.transformed = transformed;
        this.newest = newest;
        this.relay = relay;
    }

    /** Answers a GET or HEAD. */
    void answer(HttpServerRequest request, ObjectAddress address, Wording wording) {
        get(request, address, wording, READS_MAX);
    }

    /** Fails with come again while the newest version, if there is one, has yet to come from another target. */
    Future<Void> allHere(ObjectAddress address, Place place) {
        if (newest.allHere()) {
            return Future.succeededFuture();
        }
        return newest.find(place.bucketId(), address.bucket(), address.name()).compose(where -> {
            return where instanceof Newest.Place.There there
                    ? Future.failedFuture(yetToCome(there).refused())
                    : Future.succeededFuture();
        });
    }

    /** Begins again when the object or its home has changed between finding and opening it. */
    private void get(HttpServerRequest request, ObjectAddress address, Wording wording, int readsLeft) {
        routing.place(address, false)
                .compose(place -> {
                    if (place.elsewhere() != null) {
                        wording.elsewhere(address, place);
                        return Future.succeededFuture(true);
                    }
                    return newest.allHere() && address.transform().isEmpty()
                            ? here(request, address, place, wording, true)
                            : found(request, address, place, wording);
                })
                .onSuccess(answered -> {
                    if (!answered && readsLeft > 1) {
                        get(request, address, wording, readsLeft - 1);
                    } else if (!answered) {
                        ErrorReplies.reply(request, Problem.later("moving", "the object moves; ask again"), wording);
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure, wording));
    }

    private Future<Boolean> found(HttpServerRequest request, ObjectAddress address, Place place, Wording wording) {
        return newest.find(place.bucketId(), address.bucket(), address.name()).compose(where -> {
            if (!address.transform().isEmpty() && !(where instanceof Newest.Place.Nowhere)) {
                return transformed(request, address, place, where, wording);
            }
            if (where instanceof Newest.Place.Here) {
                return here(request, address, place, wording, false);
            }
            if (where instanceof Newest.Place.There there) {
                return relay.send(request, there.node(), place.bucketId(), address.name(), wording);
            }
            ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()), wording);
            return Future.succeededFuture(true);
        });
    }

    private Future<Boolean> transformed(
            HttpServerRequest request, ObjectAddress address, Place place, Newest.Place where, Wording wording) {
        if (where instanceof Newest.Place.There there) {
            ErrorReplies.reply(request, yetToCome(there), wording);
        } else {
            transformed.send(request, address, place);
        }
        return Future.succeededFuture(true);
    }

    private static Problem yetToCome(Newest.Place.There there) {
        return Problem.later(
                "moving",
                "the object has yet to come from target " + there.node().id() + "; ask again");
    }

    /**
     * Answers from this target's store.
     *
     * @param surely whether it is nowhere if it is not here
     */
    private Future<Boolean> here(
            HttpServerRequest request, ObjectAddress address, Place place, Wording wording, boolean surely) {
        return disks.call(() -> {
                    Optional<Reading> found = request.method() == HttpMethod.GET
                            ? store.use(place.bucketId(), address.name())
                            : store.read(place.bucketId(), address.name());
                    return found.isEmpty()
                            ? Optional.<Download.Opened>empty()
                            : Optional.of(Download.Opened.of(request, found.get()));
                })
                .map(opened -> {
                    boolean sameMap = authority.view().placementVersion() == place.mapVersion();
                    if (opened.isPresent()) {
                        Download.send(request, disks, opened.get(), wording);
                    } else if (surely && sameMap) {
                        ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()), wording);
                    } else {
                        return false;
                    }
                    return true;
                });
    }
}
