package infocenter.gateway.door;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** One public door: puts its routes on the router of the public listener. */
@FunctionalInterface
public interface PublicRoutes {
    /** Under this name a door that matches paths by itself leaves the template of a request in its routing context, for meters. */
    String TEMPLATE = "xic.template";

    /** Called once, before the listener is bound. */
    void mount(Vertx vertx, Router router, GatewayUseCases useCases);
}
