package infocenter.gateway.ais;

import infocenter.gateway.door.GatewayUseCases;
import io.vertx.core.Vertx;

/** A group of calls of AIStore's dialect. */
@FunctionalInterface
public interface AisSlice {
    /** Adds its calls; called once, before the listener is bound. */
    void bind(Vertx vertx, GatewayUseCases useCases, AisRoutes routes);
}
