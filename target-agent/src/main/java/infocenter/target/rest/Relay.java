package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.node.TransferHeaders;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.ObjectMetadata;
import infocenter.target.store.ObjectVersion;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands an object of a former home through to a client, piece by piece as the client takes them. On the request's event loop. */
final class Relay {
    /** What says how much of the object comes. */
    private static final List<String> HEADERS = List.of("content-type", "content-length", "content-range");

    private final FormerHomes formerHomes;

    Relay(FormerHomes formerHomes) {
        this.formerHomes = formerHomes;
    }

    /** False when it is not there any more; else the request is answered, or being answered. */
    Future<Boolean> send(HttpServerRequest request, Node from, long bucketId, ObjectName name, Wording wording) {
        String range = request.getHeader("Range");
        return formerHomes
                .open(request.method(), from, bucketId, name, range == null ? "" : range)
                .map(there -> {
                    if (there.statusCode() == 404) {
                        there.resume();
                        return false;
                    }
                    hand(request, from, there, name, wording);
                    return true;
                });
    }

    private static void hand(
            HttpServerRequest request, Node from, HttpClientResponse there, ObjectName name, Wording wording) {
        HttpServerResponse response = request.response();
        if (there.statusCode() == 416) {
            there.resume();
            response.putHeader(
                    "Content-Range", Objects.requireNonNullElse(there.getHeader("Content-Range"), "bytes */*"));
            ErrorReplies.reply(
                    request, new Problem(416, "range-beyond-end", "Range", "the object is shorter", 0), wording);
            return;
        }
        ObjectMetadata metadata = there.statusCode() >= 300 ? null : metadata(there, name);
        if (metadata == null) {
            there.resume();
            ErrorReplies.reply(
                    request,
                    Problem.later("former-home-away", "target " + from.id() + " answers " + there.statusCode()),
                    wording);
            return;
        }
        response.setStatusCode(there.statusCode());
        for (String header : HEADERS) {
            String value = there.getHeader(header);
            if (value != null) {
                response.putHeader(header, value);
            }
        }
        wording.describe(metadata);
        response.setWriteQueueMaxSize(DoorLimits.WRITE_QUEUE_BYTES_MAX);
        // A body that breaks off must break off here too, or its beginning would pass for the whole.
        there.pipe().endOnFailure(false).to(response).onFailure(broken -> response.reset());
    }

    /** What the headers of {@link TransferDoor} say; null when they do not say all of it. */
    private static @Nullable ObjectMetadata metadata(HttpClientResponse there, ObjectName name) {
        try {
            return new ObjectMetadata(
                    new ObjectInfo(
                            name,
                            size(there),
                            Long.parseUnsignedLong(said(there, TransferHeaders.CHECKSUM), 16),
                            ObjectVersion.parse(said(there, TransferHeaders.OBJECT_VERSION)),
                            Long.parseLong(said(there, TransferHeaders.CREATED))),
                    MetaHeaders.read(there.headers()));
        } catch (IllegalArgumentException | Problem.Refused unsaid) {
            return null;
        }
    }

    private static long size(HttpClientResponse there) {
        String range = said(there, "Content-Range");
        return Long.parseLong(
                range.isEmpty() ? said(there, "Content-Length") : range.substring(range.indexOf('/') + 1));
    }

    private static String said(HttpClientResponse there, String header) {
        return Objects.requireNonNullElse(there.getHeader(header), "");
    }
}
