package infocenter.target.report;

import infocenter.core.cluster.Identity;
import infocenter.core.cluster.NodeId;
import infocenter.node.ClusterMap;
import infocenter.node.MapRequest;
import infocenter.node.NodePaths;
import infocenter.target.run.MapCopy;
import infocenter.wire.NodeCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this target's copy of the cluster map fresh: fetched when a sync or a request says that there is a newer one. One fetch at a
 * time; whoever asks meanwhile shares the next one. State belongs to one event loop; any thread may ask.
 */
public final class MapFetch {
    private static final Logger LOG = LoggerFactory.getLogger(MapFetch.class);
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final Context context;
    private final Vertx vertx;
    private final GatewayCalls calls;
    private final Gateways gateways;
    private final MapCopy copy;
    private final MapRequest request;
    private final Owner owner;
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(2));
    private @Nullable Promise<Boolean> running;
    private @Nullable Promise<Boolean> following;
    private long wanted;
    private boolean waiting;

    /** Whose map it is. Called on the event loop; returns at once. */
    public interface Owner {
        /** Its cluster; a map of another one is not taken. */
        String clusterId();

        /** Asked before a map is taken; one that is not taken is fetched again. */
        boolean mayTake(ClusterMap map);

        /** There is a newer map. */
        void taken(MapCopy.View view);
    }

    /** For one target. */
    public MapFetch(
            Vertx vertx,
            GatewayCalls calls,
            Gateways gateways,
            MapCopy copy,
            NodeId self,
            long incarnation,
            Owner owner) {
        this.context = vertx.getOrCreateContext();
        this.vertx = vertx;
        this.calls = calls;
        this.gateways = gateways;
        this.copy = copy;
        this.request = new MapRequest(self, incarnation);
        this.owner = owner;
    }

    /** There is a map of that version; tries until it, or a newer one, is here. */
    public void want(long sequence) {
        context.runOnContext(ignored -> {
            wanted = Math.max(wanted, sequence);
            chase();
        });
    }

    /** One fetch that begins after this call; on the caller's event loop, whether a map was read, be it a newer one or not. */
    public Future<Boolean> refresh() {
        Context caller = vertx.getOrCreateContext();
        Promise<Boolean> asked = Promise.promise();
        context.runOnContext(
                ignored -> next().onComplete(done -> caller.runOnContext(there -> asked.complete(done.result()))));
        return asked.future();
    }

    /** One that is under way may have begun before the asking; the one after it is shared by all who ask meanwhile. */
    private Future<Boolean> next() {
        if (running == null) {
            return fetch();
        }
        Promise<Boolean> next = following == null ? Promise.promise() : following;
        following = next;
        return next.future();
    }

    private void chase() {
        boolean behind = copy.view().map().sequence() < wanted;
        if (!behind) {
            backOff.succeeded();
        } else if (running == null && !waiting) {
            fetch().onComplete(done -> {
                if (copy.view().map().sequence() < wanted && !waiting) {
                    waiting = true;
                    vertx.setTimer(backOff.failedMillis(), timer -> {
                        waiting = false;
                        chase();
                    });
                } else {
                    chase();
                }
            });
        }
    }

    private Future<Boolean> fetch() {
        Promise<Boolean> mine = Promise.promise();
        running = mine;
        Rounds.firstOf(gateways.urls(), this::ask)
                .onComplete(done -> context.runOnContext(ignored -> {
                    if (done.succeeded()) {
                        take(done.result());
                    } else {
                        LOG.atDebug()
                                .addKeyValue("outcome", done.cause().getMessage())
                                .log("cluster map not fetched");
                    }
                    running = null;
                    Promise<Boolean> next = following;
                    following = null;
                    if (next != null) {
                        fetch().onComplete(next);
                    }
                    mine.complete(done.succeeded());
                }));
        return mine.future();
    }

    private Future<ClusterMap> ask(String url) {
        return calls.post(url, NodePaths.MAP, NodeCodec.MAP_REQUEST, request, NodeCodec.CLUSTER_MAP, WITHIN)
                .compose(map -> {
                    Identity identity = map.identity();
                    boolean ours = identity != null && identity.clusterId().equals(owner.clusterId());
                    boolean enough = map.sequence() >= wanted;
                    return ours && enough
                            ? Future.succeededFuture(map)
                            : Future.failedFuture(new IllegalStateException(
                                    url + (ours ? " is behind too" : " is not of this cluster")));
                });
    }

    private void take(ClusterMap map) {
        if (owner.mayTake(map) && copy.take(map)) {
            MapCopy.View view = copy.view();
            LOG.atInfo()
                    .addKeyValue("index", map.index())
                    .addKeyValue("term", map.term())
                    .addKeyValue("map", map.sequence())
                    .addKeyValue("placement", view.placementVersion())
                    .log("cluster map taken over");
            owner.taken(view);
        }
    }
}
