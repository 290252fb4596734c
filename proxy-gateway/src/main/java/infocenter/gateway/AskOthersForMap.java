package infocenter.gateway;

import infocenter.core.cluster.Identity;
import infocenter.gateway.join.NodeIdentity;
import infocenter.gateway.map.FollowMap;
import infocenter.gateway.map.GatewayDoors;
import infocenter.gateway.node.GatewayCalls;
import infocenter.node.ClusterMap;
import infocenter.node.MapRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one gateway after the other for the map, the leader first: so the question is a sign of life as well. Any thread.
 */
final class AskOthersForMap implements FollowMap.AskForMap {
    /** One gateway; a frozen leader costs no more than that. */
    static final Duration EACH_WITHIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(AskOthersForMap.class);

    private final NodeIdentity identity;
    private final GatewayCalls calls;
    private final GatewayDoors doors;

    AskOthersForMap(NodeIdentity identity, GatewayCalls calls, GatewayDoors doors) {
        this.identity = identity;
        this.calls = calls;
        this.doors = doors;
    }

    @Override
    public CompletableFuture<ClusterMap> ask(Duration within) {
        return ask(doors.toAsk(), System.nanoTime() + within.toNanos());
    }

    /** Finds out whether a gateway that should be in this cluster is in another one; says so in the log. Returns at once. */
    void lookForOtherClusters() {
        for (String door : doors.strangers()) {
            calls.map(door, new MapRequest(identity.id(), identity.incarnation()), EACH_WITHIN)
                    .thenAccept(map -> ofThisCluster(door, map));
        }
    }

    private CompletableFuture<ClusterMap> ask(List<String> left, long untilNanos) {
        Duration time = Duration.ofNanos(Math.min(EACH_WITHIN.toNanos(), untilNanos - System.nanoTime()));
        if (left.isEmpty() || time.isNegative()) {
            return CompletableFuture.failedFuture(new IllegalStateException("no gateway gives its map"));
        }
        return calls.map(left.get(0), new MapRequest(identity.id(), identity.incarnation()), time)
                .thenApply(map -> ofThisCluster(left.get(0), map))
                .exceptionallyCompose(failure -> ask(left.subList(1, left.size()), untilNanos));
    }

    private ClusterMap ofThisCluster(String door, ClusterMap map) {
        Identity other = map.identity();
        String own = identity.clusterId();
        if (other == null || (!own.isEmpty() && !own.equals(other.clusterId()))) {
            LOG.atError()
                    .addKeyValue("outcome", "other-cluster")
                    .log("{} belongs to another cluster: was init asked for twice?", door);
            throw new IllegalStateException("another cluster at " + door);
        }
        return map;
    }
}
