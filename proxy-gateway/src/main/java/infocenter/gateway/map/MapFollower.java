package infocenter.gateway.map;

import java.util.concurrent.CompletableFuture;

/** Keeps this gateway's copy of the cluster map fresh. Any thread. */
public interface MapFollower {
    /** The newest map known here; never null, perhaps {@link ClusterMapView#NONE}. */
    ClusterMapView view();

    /**
     * A map read after this call began: for a bucket or node that the present one does not know. Calls that wait share one
     * request. Fails when no member answers in time.
     */
    CompletableFuture<ClusterMapView> newer();
}
