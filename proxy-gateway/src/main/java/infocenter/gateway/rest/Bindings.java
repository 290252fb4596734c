package infocenter.gateway.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Handlers by operation id, gathered from the groups of routes. Filled at start. */
final class Bindings {
    private final Map<String, Bound> byOperation = new LinkedHashMap<>();

    /** A handler and where it can answer. */
    record Bound(Handler handler, Route.Place place) {}

    Bindings anywhere(String operation, Handler handler) {
        return bind(operation, new Bound(handler, Route.Place.ANYWHERE));
    }

    Bindings member(String operation, Handler handler) {
        return bind(operation, new Bound(handler, Route.Place.MEMBER));
    }

    Bindings deciding(String operation, Handler handler) {
        return bind(operation, new Bound(handler, Route.Place.HANDLER_DECIDES));
    }

    Bound of(String operation) {
        Bound bound = byOperation.get(operation);
        if (bound == null) {
            throw new IllegalStateException("the contract has an operation that nobody answers: " + operation);
        }
        return bound;
    }

    Set<String> operations() {
        return byOperation.keySet();
    }

    private Bindings bind(String operation, Bound bound) {
        if (byOperation.put(operation, bound) != null) {
            throw new IllegalStateException("bound twice: " + operation);
        }
        return this;
    }
}
