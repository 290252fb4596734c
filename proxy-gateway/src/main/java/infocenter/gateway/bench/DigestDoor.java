package infocenter.gateway.bench;

import infocenter.client.IcClient;
import infocenter.client.Moment;
import infocenter.wire.Digest;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * {@code GET /node/v1/bench/digest} in front of the node door: index and digest of this member's newest value, so that members can be
 * compared. Reads every row, on a worker. All else is passed on.
 */
public final class DigestDoor implements Handler<HttpServerRequest> {
    static final String PATH = "/node/v1/bench/digest";

    private final Vertx vertx;
    private final IcClient ic;
    private final Handler<HttpServerRequest> nodeDoor;

    /**
     * For one process.
     *
     * @param nodeDoor answers everything else
     */
    public DigestDoor(Vertx vertx, IcClient ic, Handler<HttpServerRequest> nodeDoor) {
        this.vertx = vertx;
        this.ic = ic;
        this.nodeDoor = nodeDoor;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!PATH.equals(request.path()) || request.method() != HttpMethod.GET) {
            nodeDoor.handle(request);
            return;
        }
        vertx.executeBlocking(this::answer, false)
                .onSuccess(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(text))
                .onFailure(why -> request.response().setStatusCode(503).end(String.valueOf(why.getMessage())));
    }

    private String answer() {
        Moment moment = ic.latest();
        return new JsonObject()
                .put("index", moment.index())
                .put("digest", Digest.of(moment.information()))
                .encode();
    }
}
