package infocenter.gateway;

import infocenter.gateway.map.ClusterMapView;
import infocenter.node.NodeRole.GaveUp;
import infocenter.node.ProcessEnd;
import java.util.function.Consumer;

/**
 * Ends a gateway that was away while the cluster's feature level rose above its own: it could read the next map only by chance. Any
 * thread.
 */
record LevelWatch(int understands, Consumer<GaveUp> onFatal) {
    void look(ClusterMapView map) {
        int level = map.map().cluster().featureLevel();
        if (level > understands) {
            onFatal.accept(new GaveUp(
                    ProcessEnd.FEATURE_LEVEL,
                    "feature-level: the cluster is at feature level " + level + ", and this build understands "
                            + understands + " at most"));
        }
    }
}
