package infocenter.target.ais;

import infocenter.core.bucket.BucketName;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Problem;
import infocenter.target.rest.Wording;
import infocenter.target.store.ObjectMetadata;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The words of AIStore.
 *
 * @param bucket that the request names
 * @param self id of this target
 */
record AisWording(HttpServerRequest request, BucketName bucket, String self) implements Wording {
    /** Parameters of a redirect: who sent it, when, and by which bucket and map. */
    private static final List<String> OURS = List.of("pid", "utm", AisAddress.MAP_VERSION, AisAddress.BUCKET_ID);

    @Override
    public void describe(ObjectMetadata metadata) {
        HttpServerResponse response = request.response();
        if (request.method() != HttpMethod.HEAD) {
            AisHeaders.content(response, metadata.info());
            AisHeaders.custom(response, metadata.custom());
            return;
        }
        String wanted = AisAddress.query(request, "props", "");
        if (wanted.isEmpty()) {
            AisHeaders.all(response, metadata, bucket.name(), self);
        } else {
            AisHeaders.some(response, metadata, self, Arrays.asList(wanted.split(",")));
        }
    }

    /** The same path and query at its owner, by our map. */
    @Override
    public void elsewhere(ObjectAddress address, Place place) {
        String url = Objects.requireNonNull(place.elsewhere()).addresses().publicUrl();
        String others = others(request.query());
        boolean reads = request.method() == HttpMethod.GET;
        request.response()
                .setStatusCode(reads ? 301 : 307)
                .putHeader(
                        "Location",
                        url + request.path() + "?" + others + (others.isEmpty() ? "" : "&") + "pid=" + self + "&"
                                + AisAddress.BUCKET_ID + "=" + place.bucketId() + "&" + AisAddress.MAP_VERSION + "="
                                + place.mapVersion())
                .end();
    }

    @Override
    public void refuse(Problem problem) {
        if (problem.status() == 405) {
            request.response()
                    .setStatusCode(405)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("Method Not Allowed");
            return;
        }
        AisError error = AisError.of(problem, bucket);
        JsonObject json = error.json(request, "t[" + self + "]");
        HttpServerResponse response = request.response()
                .setStatusCode(error.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Hdr-Error", AsciiJson.of(json.encode())).end();
        } else {
            response.end(json.encode() + "\n");
        }
    }

    private static String others(@Nullable String query) {
        List<String> kept = new ArrayList<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty() && !OURS.contains(equals < 0 ? pair : pair.substring(0, equals))) {
                kept.add(pair);
            }
        }
        return String.join("&", kept);
    }
}
