package infocenter.target.rest;

import infocenter.node.TransferHeaders;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Objects for clients by {@code /ic/v1}: put, get with ranges, head and delete. On the request's event loop. */
final class ObjectDoor {
    private final ClientObjects objects;

    ObjectDoor(ClientObjects objects) {
        this.objects = objects;
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
        OwnWording wording = new OwnWording(request);
        if (!writes) {
            objects.answer(request, address, wording);
            return;
        }
        objects.requireLease();
        if (method == HttpMethod.DELETE) {
            objects.place(address, true)
                    .onSuccess(place -> delete(request, address, place, wording))
                    .onFailure(failure -> ErrorReplies.reply(request, failure));
            return;
        }
        CustomMetadata custom = MetaHeaders.read(request.headers());
        request.pause();
        objects.place(address, true)
                .onSuccess(place -> put(request, address, place, custom, wording))
                .onFailure(failure -> refuseBody(request, failure));
    }

    private void put(
            HttpServerRequest request, ObjectAddress address, Place place, CustomMetadata custom, OwnWording wording) {
        if (place.elsewhere() != null) {
            request.resume();
            wording.elsewhere(address, place);
            return;
        }
        String told = request.getHeader(TransferHeaders.CHECKSUM);
        objects.put(request, address, place, custom, whole -> Checksums.require(told, whole))
                .onSuccess(info -> stored(request, address, info))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private static void stored(HttpServerRequest request, ObjectAddress address, ObjectInfo info) {
        request.response()
                .setStatusCode(info.version().counter() == 1 ? 201 : 200)
                .putHeader(HttpHeaders.ETAG, "\"" + info.checksum() + "\"")
                .putHeader(TransferHeaders.CHECKSUM, info.checksum())
                .putHeader(TransferHeaders.OBJECT_VERSION, info.version().toString())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(MetaHeaders.json(address.name(), info).toBuffer());
    }

    private void delete(HttpServerRequest request, ObjectAddress address, Place place, OwnWording wording) {
        if (place.elsewhere() != null) {
            wording.elsewhere(address, place);
            return;
        }
        objects.delete(address, place)
                .onSuccess(was -> {
                    if (was) {
                        request.response().setStatusCode(204).end();
                    } else {
                        ErrorReplies.reply(request, HomeDelete.missing(address.bucket(), address.name()));
                    }
                })
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    /** The body is thrown away, so that a sender who does not look meanwhile can read the answer. */
    private static void refuseBody(HttpServerRequest request, Throwable failure) {
        request.resume();
        ErrorReplies.reply(request, failure);
    }
}
