package infocenter.target.rest;

import infocenter.core.cluster.Node;
import infocenter.target.store.ObjectMetadata;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;

/** The words of {@code /ic/v1} and of targets among themselves: problem details, our own headers. */
record OwnWording(HttpServerRequest request) implements Wording {
    @Override
    public void describe(ObjectMetadata metadata) {
        MetaHeaders.write(request.response(), metadata);
    }

    @Override
    public void elsewhere(ObjectAddress address, Place place) {
        Node owner = Objects.requireNonNull(place.elsewhere());
        request.response()
                .setStatusCode(307)
                .putHeader(
                        HttpHeaders.LOCATION,
                        address.at(owner.addresses().publicUrl(), place.bucketId(), place.mapVersion()))
                .end();
    }

    @Override
    public void refuse(Problem problem) {
        HttpServerResponse response = request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(problem.json().toBuffer());
        }
    }
}
