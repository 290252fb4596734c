package infocenter.target.rest;

import infocenter.core.transform.Transformer;
import infocenter.target.job.Transforms;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.Reading;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Objects for clients as a transformer makes them. Called on the request's event loop; the work is done on a thread of its own, which
 * waits for transformer and client.
 */
final class TransformedReads {
    private final Vertx vertx;
    private final Routing routing;
    private final ObjectStore store;
    private final Transforms transforms;

    TransformedReads(Vertx vertx, Routing routing, ObjectStore store, Transforms transforms) {
        this.vertx = vertx;
        this.routing = routing;
        this.store = store;
        this.transforms = transforms;
    }

    /** Answers with what the transformer of the address makes of its object. */
    void send(HttpServerRequest request, ObjectAddress address, Place place) {
        routing.transformer(address.transform())
                .onSuccess(transformer -> send(request, address, place, transformer))
                .onFailure(failure -> ErrorReplies.reply(request, failure));
    }

    private void send(HttpServerRequest request, ObjectAddress address, Place place, Transformer transformer) {
        String refusal = transforms.refusal(transformer);
        if (refusal != null) {
            ErrorReplies.reply(
                    request,
                    new Problem(501, "transform-not-allowed", "transform", transformer.name() + " " + refusal, 0));
            return;
        }
        Context loop = vertx.getOrCreateContext();
        TransformedAnswer answer = new TransformedAnswer(request, loop);
        if (!transforms.read(() -> read(request, address, place, transformer, answer, loop))) {
            ErrorReplies.reply(
                    request, Problem.later("overloaded", "too many objects are transformed while they are read"));
        }
    }

    /** On a thread of its own. */
    private void read(
            HttpServerRequest request,
            ObjectAddress address,
            Place place,
            Transformer transformer,
            TransformedAnswer answer,
            Context loop) {
        try {
            Optional<Reading> found = store.use(place.bucketId(), address.name());
            if (found.isEmpty()) {
                // It was here when it was looked for: it may have gone to another target.
                throw Problem.later("moving", "the object moves; ask again").refused();
            }
            try (Reading reading = found.get()) {
                transforms.through(transformer, reading, answer::take, answer::check);
            }
            answer.end();
        } catch (Throwable failed) {
            loop.runOnContext(turn -> ErrorReplies.reply(request, failed));
        }
    }
}
