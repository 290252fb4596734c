package infocenter.target;

import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.node.ClusterMap;
import infocenter.target.report.MapFetch;
import infocenter.target.run.MapCopy;
import infocenter.target.run.Orders;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which maps this target takes over, and what it does then. On the event loop of the map's fetches. */
final class MapOwner implements MapFetch.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(MapOwner.class);

    private final NodeId self;
    private final Orders orders;
    private final EndedBuckets ended;
    private final Admit admit;
    private final IntConsumer level;
    private CompletableFuture<Void> settling = CompletableFuture.completedFuture(null);

    /** Settles with an admission; the future completes when that is durable. */
    interface Admit {
        CompletableFuture<Void> by(String clusterId, long sequence);
    }

    /**
     * @param level told the cluster's feature level of each map that was taken over
     */
    MapOwner(NodeId self, Orders orders, EndedBuckets ended, Admit admit, IntConsumer level) {
        this.self = self;
        this.orders = orders;
        this.ended = ended;
        this.admit = admit;
        this.level = level;
    }

    @Override
    public String clusterId() {
        return orders.clusterId();
    }

    /** One that shows this target admitted anew waits until what was given up is put aside. */
    @Override
    public boolean mayTake(ClusterMap newer) {
        Node shown = newer.cluster().nodes().get(self);
        boolean anew = shown != null && orders.wasForgotten(shown.admitted());
        if (shown != null && anew && settling.isDone()) {
            settling = admit.by(orders.clusterId(), shown.admitted()).whenComplete((done, failed) -> {
                if (failed != null) {
                    LOG.atWarn()
                            .setCause(failed)
                            .addKeyValue("target", self)
                            .log("what was given up could not be put aside; tried again with the next map");
                }
            });
        }
        return !anew;
    }

    @Override
    public void taken(MapCopy.View view) {
        level.accept(view.map().cluster().featureLevel());
        ended.drop(view);
    }
}
