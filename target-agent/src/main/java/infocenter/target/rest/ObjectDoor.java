package infocenter.target.rest;

import infocenter.node.TransferHeaders;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects for clients: put, get with ranges, head and delete. On the request's event loop. */
final class ObjectDoor {
    /** An object that moves away between being found and being opened this often is answered with come again. */
    private static final int READS_MAX = 8;

    private final Routing routing;
    private final Authority authority;
    private final ObjectStore store;
    private final Disks disks;
    private final TransformedReads transformed;
    private final Newest newest;
    private final Relay relay;
    private final HomeDelete deletes;

    ObjectDoor(
            Routing routing,
            Authority authority,
            ObjectStore store,
            Disks disks,
            TransformedReads transformed,
            Newest newest,
            Relay relay,
            HomeDelete deletes) {
        this.routing = routing;
        this.authority = authority;
        this.store = store;
        this.disks = disks;
        this.transformed = transformed;
        this.newest = newest;
        this.relay = relay;
        this.deletes = deletes;
    }

    void handle(HttpServerRequest request, String path) {
        HttpMethod method = request.method();
        boolean writes = method == HttpMethod.PUT || method == HttpMethod.DELETE;
        if (!writes && method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, PUT, DELETE");
            throw Problem.of(405, "method-not-allowed", "objects take GET, HEAD, PUT and DELETE")
                    .refused();
        }
        ObjectAddress address = ObjectAddress.of(request, path);
        if (!address.transform().isEmpty() && method != HttpMethod.GET) {
            throw Problem.field("transform", "transform goes with GET only").refused();
        }
        if (writes) {
            authority.requireLease();
        }
        if (method == HttpMethod.DELETE) {
            routing.place(address, true)
                    .onSuccess(place -> delete(request, address, place))
                    .onFailure(failure -> ErrorReplies.reply(request, failure));
            return;
        }
        if (!writes) {
            get(request, address, READS_MAX);
            return;
        }
        CustomMetadata custom = MetaHeaders.read(request.headers());
        request.pause();
        routing.place(address, true)
                .onSuccess(place -> put(request, address, place, custom))
                .onFailure(failure -> refuseBody(request, failure));
    }

    private void put(HttpServerRequest request, ObjectAddress address, Routing.Place place, CustomMetadata custom) {
        if (place.elsewhere() != null) {
            request.resume();
            redirect(request, place.elsewhere());
            return;
        }
        String told = request.getHeader(TransferHeaders.CHECKSUM);
        Upload.receive(
                        request,
                        disks,
                        () -> store.write(place.bucketId(), address.name()),
                        whole -> commit(address, place, custom, told, whole))
                .onSuccess(outcome -> stored(request, address, outcome))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private CommitOutcome commit(
            ObjectAddress address, Routing.Place place, CustomMetadata custom, @Nullable String told, Writing whole)
            throws IOException {
        Checksums.require(told, whole);
        authority.requireStill(place.mapVersion(), place.bucketId(), address.name());
        return whole.commit(new VersionRule.Next(place.mapVersion()), custom);
    }

    private static void stored(HttpServerRequest request, ObjectAddress address, CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Committed committed) {
            ObjectInfo info = committed.object();
            request.response()
                    .setStatusCode(info.version().counter() == 1 ? 201 : 200)
                    .putHeader(HttpHeaders.ETAG, "\"" + info.checksum() + "\"")
                    .putHeader(TransferHeaders.CHECKSUM, info.checksum())
                    .putHeader(TransferHeaders.OBJECT_VERSION, info.version().toString())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(MetaHeaders.json(address.name(), info).toBuffer());
        } else {
            ErrorReplies.reply(request, Problem.later("newer-object", "an object of a newer map is there"));
        }
    }

    /** Begins again when the object or its home has changed between finding and opening it. */
    private void get(HttpServerRequest request, ObjectAddress address, int readsLeft) {
        routing.place(address, false)
                .compose(place -> place.elsewhere() != null
                        ? redirected(request, place.elsewhere())
                        : newest.allHere() && address.transform().isEmpty()
                                ? here(request, address, place, true)
                                : found(request, address, place))
                .onSuccess(answered -> {
                    if (!answered && readsLeft > 1) {
                        get(request, address, readsLeft - 1);
                    } else if (!answered) {
                        ErrorReplies.reply(request, Problem.later("moving", "the object moves; ask again"));
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private Future<Boolean> found(HttpServerRequest request, ObjectAddress address, Routing.Place place) {
        return newest.find(place.bucketId(), address.bucket(), address.name()).compose(where -> {
            if (!address.transform().isEmpty() && !(where instanceof Newest.Place.Nowhere)) {
                return transformed(request, address, place, where);
            }
            if (where instanceof Newest.Place.Here) {
                return here(request, address, place, false);
            }
            if (where instanceof Newest.Place.There there) {
                return relay.send(request, there.node(), place.bucketId(), address.name());
            }
            ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()));
            return Future.succeededFuture(true);
        });
    }

    private Future<Boolean> transformed(
            HttpServerRequest request, ObjectAddress address, Routing.Place place, Newest.Place where) {
        if (where instanceof Newest.Place.There there) {
            ErrorReplies.reply(
                    request,
                    Problem.later(
                            "moving",
                            "the object has yet to come from target "
                                    + there.node().id() + "; ask again"));
        } else {
            transformed.send(request, address, place);
        }
        return Future.succeededFuture(true);
    }

    /**
     * Answers from this target's store.
     *
     * @param surely whether it is nowhere if it is not here
     */
    private Future<Boolean> here(
            HttpServerRequest request, ObjectAddress address, Routing.Place place, boolean surely) {
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
                        Download.send(request, disks, opened.get());
                    } else if (surely && sameMap) {
                        ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()));
                    } else {
                        return false;
                    }
                    return true;
                });
    }

    private void delete(HttpServerRequest request, ObjectAddress address, Routing.Place place) {
        if (place.elsewhere() != null) {
            redirect(request, place.elsewhere());
            return;
        }
        deletes.delete(place.bucketId(), address.bucket(), address.name(), () -> {
                    authority.requireStill(place.mapVersion(), place.bucketId(), address.name());
                    return place.mapVersion();
                })
                .onSuccess(was -> {
                    if (was) {
                        request.response().setStatusCode(204).end();
                    } else {
                        ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()));
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private static Future<Boolean> redirected(HttpServerRequest request, String url) {
        redirect(request, url);
        return Future.succeededFuture(true);
    }

    static void redirect(HttpServerRequest request, String url) {
        request.response()
                .setStatusCode(307)
                .putHeader(HttpHeaders.LOCATION, url)
                .end();
    }

    /** The body is thrown away, so that a sender who does not look meanwhile can read the answer. */
    private static void refuseBody(HttpServerRequest request, Throwable failure) {
        request.resume();
        ErrorReplies.reply(request, failure);
    }
}
