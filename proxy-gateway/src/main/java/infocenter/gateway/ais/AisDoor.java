package infocenter.gateway.ais;

import infocenter.gateway.ais.AisRoutes.Place;
import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PathTable.Match;
import infocenter.gateway.door.PublicRoutes;
import infocenter.gateway.start.StartOnce;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The {@code /v1} door. Event loops of the public listener call it. */
public final class AisDoor implements PublicRoutes {
    /** Everything below belongs to this door. */
    public static final String ROOT = "/v1";

    private static final String OTHER_PATHS = ROOT + "/*";

    private final List<AisSlice> slices;

    /** With those calls. */
    public AisDoor(List<AisSlice> slices) {
        this.slices = List.copyOf(slices);
    }

    @Override
    public void mount(Vertx vertx, Router router, GatewayUseCases useCases) {
        AisRoutes routes = new AisRoutes();
        slices.forEach(slice -> slice.bind(vertx, useCases, routes));
        StartOnce starts = new StartOnce(useCases.start(), System::nanoTime);
        AisBody body = new AisBody(vertx, useCases.settings().bodyBytesMax());
        router.route().handler(routed -> {
            String path = routed.request().path();
            if (path == null || !ours(path)) {
                routed.next();
            } else {
                answer(vertx.getOrCreateContext(), routed, useCases, starts, routes, body);
            }
        });
    }

    private static boolean ours(String path) {
        return path.startsWith(ROOT) && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
    }

    private static void answer(
            Context context,
            RoutingContext routed,
            GatewayUseCases useCases,
            StartOnce starts,
            AisRoutes routes,
            AisBody body) {
        HttpServerRequest request = routed.request();
        AisCall bare = new AisCall(context, useCases, starts, request, Map.of());
        // Before anything is answered: meters look at the end of the answer.
        routed.put(PublicRoutes.TEMPLATE, OTHER_PATHS);
        try {
            Match<Place> match = routes.find(request.method(), withoutLastSlash(request.path()));
            if (match instanceof Match.Found<Place> found) {
                routed.put(PublicRoutes.TEMPLATE, found.template());
                reach(new AisCall(context, useCases, starts, request, found.names()), found.target(), body);
            } else if (match instanceof Match.OtherMethods<Place> others) {
                body.read(bare, () -> wrongMethod(bare, others.allow()));
            } else {
                body.read(bare, () -> bare.refuse(AisError.bad("invalid URI path '" + request.path() + "'")));
            }
        } catch (RuntimeException thrown) {
            body.read(bare, () -> bare.fail(thrown));
        }
    }

    /** Clients write it both ways. */
    private static String withoutLastSlash(String path) {
        return path.endsWith("/") && !path.startsWith(ROOT + "/objects/") ? path.substring(0, path.length() - 1) : path;
    }

    private static void wrongMethod(AisCall call, String allow) {
        call.response().putHeader("Allow", allow);
        call.text(405, "Method Not Allowed\n");
    }

    private static void reach(AisCall call, Place place, AisBody body) {
        if (place.whats.isEmpty() && place.actions.isEmpty()) {
            call.attempt(() -> other(call, place, ""));
            return;
        }
        body.read(call, () -> {
            boolean reads = call.request().method().equals(HttpMethod.GET) && !place.whats.isEmpty();
            String what = reads ? call.query("what") : call.message().action();
            AisHandler handler = (reads ? place.whats : place.actions).get(what);
            if (handler != null) {
                handler.handle(call);
            } else {
                other(call, place, reads ? "unexpected query [what=" + what + "]" : "invalid action \"" + what + "\"");
            }
        });
    }

    private static void other(AisCall call, Place place, String refusal) {
        AisHandler others = place.others;
        if (others == null) {
            throw AisRefusal.bad(refusal);
        }
        others.handle(call);
    }
}
