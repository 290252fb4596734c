package infocenter.gateway.rest;

import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PathTable;
import infocenter.gateway.door.PathTable.Match;
import infocenter.gateway.door.PublicRoutes;
import infocenter.gateway.forward.ForwardToMember;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Brings each request below {@code /ic/v1} to its handler, or to a member, or answers what is wrong with it. Requests of other doors
 * go on. Event loops of the public listener call it.
 */
final class Dispatch implements Handler<RoutingContext> {
    private static final String OTHER_PATHS = RestDoor.ROOT + "/*";

    private final Vertx vertx;
    private final PathTable<Route> table;
    private final GatewayUseCases useCases;
    private final Body body;

    Dispatch(Vertx vertx, PathTable<Route> table, GatewayUseCases useCases, Body body) {
        this.vertx = vertx;
        this.table = table;
        this.useCases = useCases;
        this.body = body;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null || !ours(path)) {
            context.next();
            return;
        }
        Call bare = new Call(vertx.getOrCreateContext(), request, Map.of(), Query.NONE);
        // Before anything is answered: meters look at the end of the answer.
        context.put(PublicRoutes.TEMPLATE, OTHER_PATHS);
        try {
            Match<Route> match = table.find(request.method(), path);
            if (match instanceof Match.Found<Route> found) {
                context.put(PublicRoutes.TEMPLATE, found.template());
                route(bare, found);
            } else if (match instanceof Match.OtherMethods<Route> others) {
                request.response().putHeader("Allow", others.allow());
                bare.problem(Problem.of(405, "method-not-allowed", "this path takes " + others.allow()));
            } else {
                bare.problem(
                        Problem.of(404, "no-such-path", "no such path; " + RestDoor.ROOT + "/openapi.yaml lists them"));
            }
        } catch (RuntimeException thrown) {
            bare.fail(thrown);
        }
        if (request.response().getStatusCode() >= 400 && !request.isEnded()) {
            body.discard(request);
        }
    }

    private static boolean ours(String path) {
        return path.startsWith(RestDoor.ROOT)
                && (path.length() == RestDoor.ROOT.length() || path.charAt(RestDoor.ROOT.length()) == '/');
    }

    private void route(Call bare, Match.Found<Route> found) {
        HttpServerRequest request = bare.request();
        Route route = found.target();
        Query query = route.query() == null ? Query.NONE : Query.of(request, route.query());
        Call call = new Call(bare.context(), request, found.names(), query);
        if (route.place() == Route.Place.ANYWHERE) {
            route.handler().handle(call);
            return;
        }
        ForwardToMember forward = useCases.forward();
        boolean elsewhere = forward.wanted(request);
        if (elsewhere && useCases.maps().view().identity() == null) {
            throw new Refusal(ErrorReplies.notInitialized());
        }
        if (elsewhere && route.place() == Route.Place.MEMBER) {
            forward.forward(request, affinity(call, found.names()));
        } else {
            route.handler().handle(call);
        }
    }

    /** Follow-ups of one xaction meet at one member; everything else spreads by client. */
    private static String affinity(Call call, Map<String, String> names) {
        String id = names.get("id");
        return id == null ? call.remote() : id;
    }
}
