package infocenter.target.rest;

import infocenter.node.TransferHeaders;
import infocenter.target.store.CommitOutcome;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects for clients: put, get with ranges, head and delete. On the request's event loop. */
final class ObjectDoor {
    private final Routing routing;
    private final Authority authority;
    private final ObjectStore store;
    private final Disks disks;
    private final TransformedReads transformed;

    ObjectDoor(Routing routing, Authority authority, ObjectStore store, Disks disks, TransformedReads transformed) {
        this.routing = routing;
        this.authority = authority;
        this.store = store;
        this.disks = disks;
        this.transformed = transformed;
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
        if (method != HttpMethod.PUT) {
            routing.place(address, writes)
                    .onSuccess(place -> {
                        if (writes) {
                            delete(request, address, place);
                        } else if (!address.transform().isEmpty()) {
                            transformed.send(request, address, place);
                        } else {
                            get(request, address, place);
                        }
                    })
                    .onFailure(failure -> ErrorReplies.reply(request, failure));
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

    private void get(HttpServerRequest request, ObjectAddress address, Routing.Place place) {
        disks.call(() -> {
                    Optional<Reading> found = request.method() == HttpMethod.GET
                            ? store.use(place.bucketId(), address.name())
                            : store.read(place.bucketId(), address.name());
                    return found.isEmpty()
                            ? Optional.<Download.Opened>empty()
                            : Optional.of(Download.Opened.of(request, found.get()));
                })
                .onSuccess(opened -> {
                    if (opened.isPresent()) {
                        Download.send(request, disks, opened.get());
                    } else if (place.elsewhere() != null) {
                        redirect(request, place.elsewhere());
                    } else {
                        ErrorReplies.reply(request, missing(address));
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private void delete(HttpServerRequest request, ObjectAddress address, Routing.Place place) {
        if (place.elsewhere() != null) {
            redirect(request, place.elsewhere());
            return;
        }
        disks.call(() -> {
                    authority.requireStill(place.mapVersion(), place.bucketId(), address.name());
                    return store.delete(place.bucketId(), address.name());
                })
                .onSuccess(was -> {
                    if (was.isPresent()) {
                        request.response().setStatusCode(204).end();
                    } else {
                        ErrorReplies.reply(request, missing(address));
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure));
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

    static Problem missing(ObjectAddress address) {
        return new Problem(
                404, "no-such-object", "name", address.bucket().shown() + "/" + address.name() + " does not exist", 0);
    }
}
