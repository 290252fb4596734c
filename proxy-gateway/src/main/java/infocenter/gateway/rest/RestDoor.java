package infocenter.gateway.rest;

import infocenter.gateway.door.GatewayUseCases;
import infocenter.gateway.door.PathTable;
import infocenter.gateway.door.PublicRoutes;
import infocenter.gateway.watch.FollowTable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.Set;

/** The {@code /ic/v1} door. Event loops of the public listener call it. */
public final class RestDoor implements PublicRoutes {
    /** Everything below belongs to this door. */
    static final String ROOT = "/ic/v1";

    /** Paths that are no operations of the contract, since names of objects hold slashes. */
    static final String OBJECT = ROOT + "/buckets/{name}/objects/{object...}";

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
        router.route().handler(new Dispatch(vertx, table, useCases, body));
    }

    private Bindings bindings(Vertx vertx, Contract contract, Body body, GatewayUseCases useCases) {
        Bindings bindings = new Bindings();
        RowReplies rows = new RowReplies(new AbsentRows(vertx, System::nanoTime));
        new StartRoutes(useCases, body).bind(bindings);
        new XactionRoutes(useCases, rows).bind(bindings);
        Context loop = vertx.getOrCreateContext();
        FollowTable follow = new FollowTable(useCases.table(), task -> loop.runOnContext(turn -> task.run()));
        new WaitRoutes(vertx, useCases, follow, limits, rows).bind(bindings);
        new WatchRoutes(vertx, useCases, follow, limits).bind(bindings);
        new ListRoutes(vertx, useCases, limits).bind(bindings);
        new BucketRoutes(useCases, body, limits).bind(bindings);
        new TransformerRoutes(useCases, body, limits).bind(bindings);
        new NodeRoutes(useCases).bind(bindings);
        new CouncilRoutes(useCases, body, limits).bind(bindings);
        new PreviewRoutes(useCases).bind(bindings);
        new NameRoutes(useCases, limits, rows).bind(bindings);
        new ClusterRoutes(useCases, body, limits).bind(bindings);
        new LevelRoutes(useCases, body, limits).bind(bindings);
        new BackupRoutes(vertx, useCases, limits).bind(bindings);
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
}
