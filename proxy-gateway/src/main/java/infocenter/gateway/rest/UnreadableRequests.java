package infocenter.gateway.rest;

import infocenter.gateway.door.JsonText;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is no HTTP, or too long to be read, with a problem; the connection is closed after it. */
public final class UnreadableRequests implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        Problem problem = problem(request.decoderResult().cause());
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(JsonText.of(problem::write))
                .onComplete(sent -> request.connection().close());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "uri-too-long", "the path and query are too long")
                    .with("field", "path");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Problem.of(431, "headers-too-large", "the headers together are too long")
                    .with("field", "headers");
        }
        return Problem.of(400, "malformed-request", "this is no HTTP request");
    }
}
