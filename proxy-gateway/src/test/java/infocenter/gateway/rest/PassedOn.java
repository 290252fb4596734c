package infocenter.gateway.rest;

import infocenter.gateway.forward.ForwardToMember;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Stands for the member that a request was passed on to: answers 299 with what it was told. */
record PassedOn(TableInHand table) implements ForwardToMember {
    @Override
    public boolean wanted(HttpServerRequest request) {
        return !table.member() && request.getHeader(HOP_HEADER) == null;
    }

    @Override
    public void forward(HttpServerRequest request, String affinity, Duration answerWithin) {
        request.response().setStatusCode(299).end(affinity + " " + answerWithin.toSeconds());
    }

    @Override
    public void forward(
            HttpServerRequest request, Buffer body, String affinity, Duration answerWithin, NoAnswer otherwise) {
        forward(request, affinity, answerWithin);
    }
}
