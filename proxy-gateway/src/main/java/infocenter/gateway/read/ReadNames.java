package infocenter.gateway.read;

import infocenter.core.cluster.NodeId;
import infocenter.gateway.map.ClusterMapView;
import infocenter.gateway.map.MapFollower;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.Page;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Names of one bucket, sorted across all targets that may have some. Never touches the log; at any gateway. Any thread. */
public final class ReadNames {
    private final MapFollower maps;
    private final TargetCalls targets;
    private final Duration within;

    public ReadNames(MapFollower maps, TargetCalls targets, Duration within) {
        this.maps = maps;
        this.targets = targets;
        this.within = within;
    }

    /** What came of asking. */
    public sealed interface Answer {
        /**
         * One page.
         *
         * @param entries sorted by the UTF-8 bytes of their names, without duplicates
         * @param next to go on; empty at the end
         */
        record Names(List<Page.Entry> entries, String next) implements Answer {}

        /** A page without these targets would be a lie. */
        record Silent(List<NodeId> targets) implements Answer {}
    }

    /**
     * The page after that place.
     *
     * @param limit at most so many names, 1 to 10,000
     */
    public CompletableFuture<Answer> page(ListToken from, int limit) {
        return page(maps.view(), from, limit, true);
    }

    /** A target that knows a newer placement says that others may have to be asked too. */
    private CompletableFuture<Answer> page(ClusterMapView view, ListToken from, int limit, boolean again) {
        MergePages pages = new MergePages(view.holders(), view.moving(), targets, within);
        return pages.page(from, limit)
                .thenCompose(answer -> again && pages.newest() > view.placementVersion()
                        ? maps.newer().thenCompose(newer -> page(newer, from, limit, false))
                        : CompletableFuture.completedFuture(answer));
    }
}
