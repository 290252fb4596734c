package infocenter.gateway.door;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** One public door: puts its routes on the router of the public listener. */
@FunctionalInterface
public interface PublicRoutes {
    /** Called once, before the listener is bound. */
    void mount(Vertx vertx, Router router, GatewayUseCases useCases);
}
