package infocenter.target.rest;

import infocenter.settings.Listen;
import infocenter.target.job.Transforms;
import infocenter.target.report.MapFetch;
import infocenter.target.run.LargeArguments;
import infocenter.target.run.Orders;
import infocenter.target.run.Runs;
import infocenter.target.store.ObjectStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both listeners of a target. Opened and shut by the thread that starts and stops the node; both serve on every event loop. */
public final class Doors {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final int BIND_SECONDS_MAX = 60;

    /** Of one target. */
    public static final int EVENT_LOOPS = 2;

    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private Doors() {}

    /** What the doors lead to. */
    public record Rooms(
            Vertx vertx,
            Authority authority,
            MapFetch fetch,
            Orders orders,
            Executor ordersThread,
            Runs runs,
            LargeArguments large,
            ObjectStore store,
            Transforms transforms,
            Disks disks,
            PrometheusMeterRegistry registry,
            Supplier<List<String>> notReady,
            Function<ClientObjects, AnotherDoor> another) {}

    /** A door that speaks another dialect. On the request's event loop. */
    public interface AnotherDoor {
        /** What its paths begin with. */
        String prefix();

        /** Answers a request whose path begins so; may throw what {@link ErrorReplies} knows before anything was answered. */
        void handle(HttpServerRequest request, String path);
    }

    /**
     * Binds both.
     *
     * @throws IOException naming the key and the address that could not be had
     */
    public static Doors open(Listen restAt, Listen nodeAt, Rooms rooms) throws IOException {
        Routing routing = new Routing(rooms.authority(), rooms.fetch());
        FormerHomes formerHomes = new FormerHomes(rooms.vertx(), rooms.authority());
        Newest newest = new Newest(rooms.authority(), rooms.store(), formerHomes);
        HomeDelete deletes = new HomeDelete(rooms.store(), rooms.disks(), newest);
        ObjectReads reads = new ObjectReads(
                routing,
                rooms.authority(),
                rooms.store(),
                rooms.disks(),
                new TransformedReads(rooms.vertx(), routing, rooms.store(), rooms.transforms()),
                newest,
                new Relay(formerHomes));
        ClientObjects objects =
                new ClientObjects(routing, rooms.authority(), rooms.store(), rooms.disks(), reads, deletes);
        TransferDoor transfers =
                new TransferDoor(rooms.authority(), rooms.fetch(), rooms.runs(), rooms.store(), rooms.disks(), deletes);
        PublicDoor publicDoor = new PublicDoor(
                new ObjectDoor(objects),
                rooms.another().apply(objects),
                rooms.notReady(),
                rooms.registry(),
                rooms.disks());
        NodeDoor nodeDoor = new NodeDoor(
                rooms.orders(),
                rooms.ordersThread(),
                rooms.runs(),
                rooms.store(),
                transfers,
                new ArgumentsDoor(rooms.large(), rooms.disks()),
                rooms.vertx(),
                rooms.disks(),
                rooms.registry());
        Doors doors = new Doors();
        try {
            doors.bind(rooms.vertx(), "rest", restAt, publicDoor);
            doors.bind(rooms.vertx(), "node", nodeAt, nodeDoor);
            return doors;
        } catch (IOException failed) {
            doors.shut(1);
            throw failed;
        }
    }

    /** Takes no new requests, lets those under way end for that long, then cuts them off. */
    public Future<Void> shut(long millis) {
        List<Future<?>> ends = new ArrayList<>();
        servers.forEach(server -> ends.add(server.shutdown(millis, TimeUnit.MILLISECONDS)));
        return Future.join(ends).mapEmpty();
    }

    /** On every event loop: what a request does there must not keep syncs waiting that came in elsewhere. */
    private void bind(Vertx vertx, String key, Listen at, Handler<HttpServerRequest> door) throws IOException {
        DeploymentOptions everywhere = new DeploymentOptions().setInstances(EVENT_LOOPS);
        try {
            vertx.deployVerticle(() -> new Listener(at, door), everywhere)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(BIND_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new IOException(
                    key + ": cannot listen on " + at.host() + ":" + at.port() + ": " + cause.getMessage(), cause);
        } catch (TimeoutException slow) {
            throw new IOException(key + ": no answer when binding " + at.host() + ":" + at.port(), slow);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new IOException(key + ": interrupted while binding", told);
        }
        LOG.atInfo().addKeyValue("outcome", at.url()).log("{} door is open", key);
    }

    /** One door on one event loop. */
    private final class Listener extends VerticleBase {
        private final Listen at;
        private final Handler<HttpServerRequest> door;

        Listener(Listen at, Handler<HttpServerRequest> door) {
            this.at = at;
            this.door = door;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(DoorLimits.options())
                    .requestHandler(door)
                    .invalidRequestHandler(ErrorReplies::unreadable);
            servers.add(server);
            return server.listen(at.port(), at.host());
        }
    }
}
