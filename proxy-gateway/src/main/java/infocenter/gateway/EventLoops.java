package infocenter.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** Hands out event loops in turn; {@code getOrCreateContext} gives one thread always the same. */
final class EventLoops {
    private EventLoops() {}

    /** A context on the next event loop. Blocks shortly; not on an event loop. */
    static Context next(Vertx vertx) {
        CompletableFuture<Context> loop = new CompletableFuture<>();
        vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        loop.complete(context);
                        return Future.succeededFuture();
                    }
                })
                .onFailure(loop::completeExceptionally);
        return loop.join();
    }
}
