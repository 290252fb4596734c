package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything that is a PUT of an object: a content, a part of one, more of one. On the request's event loop. */
final class ObjectPuts {
    private final ClientObjects objects;
    private final Appends appends;
    private final Multiparts parts;
    private final ObjectCopies copies;

    ObjectPuts(ClientObjects objects, Appends appends, Multiparts parts, ObjectCopies copies) {
        this.objects = objects;
        this.appends = appends;
        this.parts = parts;
        this.copies = copies;
    }

    /** Answers that request, which is paused; fails before anything is answered. */
    Future<Void> put(HttpServerRequest request, ObjectAddress address, Place place) {
        String to = AisAddress.query(request, "object_to", "");
        if (!to.isEmpty()) {
            request.resume();
            return copies.copy(address, place, to).onSuccess(done -> empty(request));
        }
        String upload = AisAddress.query(request, "uploadId", "");
        if (!upload.isEmpty()) {
            return parts.part(request, address, place, upload, partNumber(request))
                    .onSuccess(done -> empty(request))
                    .mapEmpty();
        }
        String append = AisAddress.query(request, "append_type", "").toLowerCase(Locale.ROOT);
        String handle = AisAddress.query(request, "append_handle", "");
        if (append.equals("append")) {
            return appends.append(request, address, place, handle)
                    .onSuccess(made -> {
                        request.response().putHeader(AisHeaders.APPEND_HANDLE, made);
                        empty(request);
                    })
                    .mapEmpty();
        }
        if (append.equals("flush")) {
            request.resume();
            return appends.flush(address, place, handle)
                    .onSuccess(info -> stored(request, info))
                    .mapEmpty();
        }
        if (!append.isEmpty()) {
            throw Problem.field("append_type", "append_type must be append or flush")
                    .refused();
        }
        if (!AisAddress.query(request, "archpath", "").isEmpty()) {
            throw Problem.of(501, "not-supported", "members cannot be put into an archive here")
                    .refused();
        }
        CustomMetadata custom = custom(request);
        ToldChecksum told = new ToldChecksum(
                request.getHeader(AisHeaders.CHECKSUM_TYPE), request.getHeader(AisHeaders.CHECKSUM_VALUE));
        return objects.receive(request, new Arriving(objects, address, place, custom, told))
                .onSuccess(info -> stored(request, info))
                .mapEmpty();
    }

    static void stored(HttpServerRequest request, @Nullable ObjectInfo info) {
        if (info != null) {
            AisHeaders.content(request.response(), info);
        }
        empty(request);
    }

    static void empty(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONTENT_LENGTH, "0").end();
    }

    private static CustomMetadata custom(HttpServerRequest request) {
        try {
            return AisHeaders.customOf(request.headers().getAll(AisHeaders.CUSTOM));
        } catch (IllegalArgumentException bad) {
            throw Problem.field(AisHeaders.CUSTOM, String.valueOf(bad.getMessage()))
                    .refused();
        }
    }

    private static int partNumber(HttpServerRequest request) {
        try {
            return Integer.parseInt(AisAddress.query(request, "partNumber", ""));
        } catch (NumberFormatException bad) {
            throw Problem.field("partNumber", "partNumber must be a number").refused();
        }
    }
}
