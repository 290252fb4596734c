package infocenter.target.rest;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.node.TransferHeaders;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hands an object of a former home through to a client, piece by piece as the client takes them. On the request's event loop. */
final class Relay {
    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-length",
            "content-range",
            "accept-ranges",
            "etag",
            TransferHeaders.CHECKSUM.toLowerCase(Locale.ROOT),
            TransferHeaders.OBJECT_VERSION.toLowerCase(Locale.ROOT));

    private final FormerHomes formerHomes;

    Relay(FormerHomes formerHomes) {
        this.formerHomes = formerHomes;
    }

    /** False when it is not there any more; else the request is answered, or being answered. */
    Future<Boolean> send(HttpServerRequest request, Node from, long bucketId, ObjectName name) {
        String range = request.getHeader("Range");
        return formerHomes
                .open(request.method(), from, bucketId, name, range == null ? "" : range)
                .map(there -> {
                    if (there.statusCode() == 404) {
                        there.resume();
                        return false;
                    }
                    hand(request, from, there);
                    return true;
                });
    }

    private static void hand(HttpServerRequest request, Node from, HttpClientResponse there) {
        HttpServerResponse response = request.response();
        if (there.statusCode() >= 300 && there.statusCode() != 416) {
            there.resume();
            ErrorReplies.reply(
                    request,
                    Problem.later("former-home-away", "target " + from.id() + " answers " + there.statusCode()));
            return;
        }
        response.setStatusCode(there.statusCode());
        for (Map.Entry<String, String> header : there.headers()) {
            String key = header.getKey().toLowerCase(Locale.ROOT);
            if (HEADERS.contains(key) || key.startsWith(TransferHeaders.META_PREFIX)) {
                response.putHeader(key, header.getValue());
            }
        }
        response.setWriteQueueMaxSize(DoorLimits.WRITE_QUEUE_BYTES_MAX);
        // A body that breaks off must break off here too, or its beginning would pass for the whole.
        there.pipe().endOnFailure(false).to(response).onFailure(broken -> response.reset());
    }
}
