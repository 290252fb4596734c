package infocenter.gateway.rest;

import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PublicRoutes;
import infocenter.gateway.forward.ForwardToMember;
import infocenter.gateway.watch.FollowTable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The {@code /ic/v1} door. Event loops of the public listener call it. */
public final class RestDoor implements PublicRoutes {
    /** Everything below belongs to this door. */
    static final String ROOT = "/ic/v1";

    /** Paths that are no operations of the contract, since names of objects hold slashes. */
    static final String OBJECT = ROOT + "/buckets/{name}/objects/{object...}";

    private static final String OTHER_PATHS = ROOT + "/*";

    private final RestLimits limits;

    /** With the standard limits. */
    public RestDoor() {
        this(RestLimits.STANDARD);
    }

    /** With other limits. */
    public RestDoor(RestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void mount(Vertx vertx, Router router, GatewayUseCases useCases) {
        Body body = new Body(vertx, limits);
        Contract contract = Contract.load();
        PathTable<Route> table = table(contract, bindings(vertx, contract, body, useCases));
        ObjectRoutes objects = new ObjectRoutes(useCases);
        for (HttpMethod method : ObjectRoutes.METHODS) {
            table.add(method, OBJECT, new Route(objects::redirect, null, Route.Place.ANYWHERE));
        }
        router.route().handler(context -> {
            HttpServerRequest request = context.request();
            String path = request.path();
            if (path == null
                    || !path.startsWith(ROOT)
                    || path.length() > ROOT.length() && path.charAt(ROOT.length()) != '/') {
                context.next();
                return;
            }
            String template = dispatch(vertx, request, path, table, useCases.forward(), body);
            context.put(TEMPLATE, template);
        });
    }

    private Bindings bindings(Vertx vertx, Contract contract, Body body, GatewayUseCases useCases) {
        Bindings bindings = new Bindings();
        new StartRoutes(useCases, body).bind(bindings);
        new XactionRoutes(useCases).bind(bindings);
        Context loop = vertx.getOrCreateContext();
        FollowTable follow = new FollowTable(useCases.table(), task -> loop.runOnContext(turn -> task.run()));
        new WaitRoutes(vertx, useCases, follow, limits).bind(bindings);
        new WatchRoutes(vertx, useCases, follow, limits).bind(bindings);
        new ListRoutes(vertx, useCases, limits).bind(bindings);
        new BucketRoutes(useCases, body, limits).bind(bindings);
        new NameRoutes(useCases, limits).bind(bindings);
        new ClusterRoutes(useCases, body, limits).bind(bindings);
        new StaticRoutes(useCases, contract).bind(bindings);
        return bindings;
    }

    private static PathTable<Route> table(Contract contract, Bindings bindings) {
        PathTable<Route> table = new PathTable<>();
        Set<String> left = new HashSet<>(bindings.operations());
        for (Operation operation : contract.operations()) {
            Bindings.Bound bound = bindings.of(operation.id());
            table.add(
                    operation.method(), operation.path(), new Route(bound.handler(), operation.query(), bound.place()));
            left.remove(operation.id());
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("answered, but not in the contract: " + left);
        }
        return table;
    }

    /** Answers, now or later, and says which template the path has. */
    private static String dispatch(
            Vertx vertx,
            HttpServerRequest request,
            String path,
            PathTable<Route> table,
            ForwardToMember forward,
            Body body) {
        Call bare = new Call(vertx.getOrCreateContext(), request, Map.of(), Query.NONE);
        String template = OTHER_PATHS;
        try {
            PathTable.Match<Route> match = table.find(request.method(), path);
            if (match instanceof PathTable.Match.Found<Route> found) {
                template = found.template();
                route(bare, found, forward);
            } else if (match instanceof PathTable.Match.OtherMethods<Route> others) {
                request.response().putHeader("Allow", others.allow());
                bare.problem(Problem.of(405, "method-not-allowed", "this path takes " + others.allow()));
            } else {
                bare.problem(Problem.of(404, "no-such-path", "no such path; " + ROOT + "/openapi.yaml lists them"));
            }
        } catch (RuntimeException thrown) {
            bare.fail(thrown);
        }
        if (request.response().ended() && !request.isEnded()) {
            body.discard(request);
        }
        return template;
    }

    private static void route(Call bare, PathTable.Match.Found<Route> found, ForwardToMember forward) {
        HttpServerRequest request = bare.request();
        Route route = found.target();
        Query query = route.query() == null ? Query.NONE : Query.of(request, route.query());
        if (route.place() == Route.Place.MEMBER && forward.wanted(request)) {
            forward.forward(request, affinity(bare, found.names()));
            return;
        }
        route.handler().handle(new Call(bare.context(), request, found.names(), query));
    }

    /** Follow-ups of one xaction meet at one member; everything else spreads by client. */
    private static String affinity(Call call, Map<String, String> names) {
        String id = names.get("id");
        return id == null ? call.remote() : id;
    }
}
