package infocenter.target.ais;

import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Node;
import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.store.Reading;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Copies one object that is here to where another name belongs: here, or by a PUT at that target. No disk thread waits for the network,
 * so two targets that copy to each other never wait for one another. On the request's event loop.
 */
final class ObjectCopies {
    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int IDLE_SECONDS_MAX = 60;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ClientObjects objects;
    private final HttpClient client;

    ObjectCopies(Vertx vertx, ClientObjects objects) {
        HttpClientOptions options = new HttpClientOptions();
        options.setConnectTimeout(CONNECT_MILLIS_MAX);
        options.setReadIdleTimeout(IDLE_SECONDS_MAX);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS);
        options.setTcpNoDelay(true);
        this.objects = objects;
        this.client = vertx.createHttpClient(options);
    }

    /** Copies it; fails with what either side says. */
    Future<Void> copy(ObjectAddress from, Place place, String to) {
        ObjectAddress destination = destination(to);
        return objects.place(destination, true)
                .compose(there -> objects.allHere(from, place)
                        .compose(here -> objects.onDisk(() -> objects.store()
                                .use(place.bucketId(), from.name())
                                .orElseThrow(() -> ObjectActions.missing(from).refused())))
                        .compose(reading -> {
                            Node owner = there.elsewhere();
                            Future<Void> done = owner == null
                                    ? here(reading, destination, there)
                                    : send(reading, destination, there, owner);
                            return done.onComplete(over -> reading.close());
                        }));
    }

    private Future<Void> here(Reading reading, ObjectAddress to, Place place) {
        return objects.onDisk(() -> {
            try (Writing content = objects.store().write(place.bucketId(), to.name())) {
                Rewriting.copy(reading, content);
                ClientObjects.committed(objects.commit(
                        to.name(),
                        place,
                        content,
                        new VersionRule.Next(place.mapVersion()),
                        reading.metadata().custom()));
            }
            return null;
        });
    }

    private Future<Void> send(Reading reading, ObjectAddress to, Place place, Node owner) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(owner.addresses().publicUrl() + AisAddress.pathOf(to) + "?" + AisAddress.BUCKET_ID + "="
                        + place.bucketId() + "&" + AisAddress.MAP_VERSION + "=" + place.mapVersion()
                        + AisAddress.namespaceOf(to))
                .putHeader("Content-Length", Long.toString(reading.size()))
                .putHeader(AisHeaders.CHECKSUM_TYPE, AisHeaders.XXHASH)
                .putHeader(AisHeaders.CHECKSUM_VALUE, reading.metadata().info().checksum());
        return client.request(options)
                .compose(request -> {
                    AisHeaders.customTo(request.headers(), reading.metadata().custom());
                    Future<HttpClientResponse> response = request.response();
                    return piece(reading, request, 0).compose(sent -> response);
                })
                .compose(response -> response.body().map(body -> {
                    if (response.statusCode() != 200) {
                        throw said(response.statusCode(), body).refused();
                    }
                    return null;
                }));
    }

    private Future<Void> piece(Reading reading, HttpClientRequest request, long sent) {
        if (sent == reading.size()) {
            return request.end();
        }
        return objects.onDisk(() -> read(reading, sent))
                .compose(piece -> request.write(Buffer.buffer(piece)).map(piece.length))
                .compose(more -> piece(reading, request, sent + more))
                .onFailure(broken -> request.reset());
    }

    private static byte[] read(Reading reading, long from) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, reading.size() - from));
        while (piece.hasRemaining()) {
            if (reading.read(piece, from + piece.position()) < 0) {
                throw new EOFException(reading.metadata().info().name() + " became shorter while it was read");
            }
        }
        return piece.array();
    }

    private static Problem said(int status, Buffer body) {
        String message;
        try {
            message = new JsonObject(body).getString("message", "");
        } catch (DecodeException | ClassCastException other) {
            message = "";
        }
        return status == 503
                ? Problem.later("copy-later", message)
                : Problem.of(status < 400 ? 503 : status, "copy-refused", message);
    }

    /** {@code provider/@uuid#namespace/bucket/name}, decoded. */
    private static ObjectAddress destination(String uname) {
        String[] parts = uname.split("/", 4);
        if (parts.length != 4 || !parts[1].startsWith("@") || parts[3].isEmpty()) {
            throw Problem.field("object_to", "object_to must be provider/@uuid#namespace/bucket/name")
                    .refused();
        }
        ObjectName name;
        try {
            name = new ObjectName(parts[3]);
        } catch (IllegalArgumentException bad) {
            throw Problem.field("object_to", String.valueOf(bad.getMessage())).refused();
        }
        return new ObjectAddress(
                AisAddress.bucket(parts[0], parts[1], parts[2]), name, OptionalLong.empty(), OptionalLong.empty(), "");
    }
}
