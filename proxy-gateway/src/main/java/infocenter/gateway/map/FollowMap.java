package infocenter.gateway.map;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.core.table.Information;
import infocenter.node.ClusterMap;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Takes the map from the own table at a member, and from a member's answer elsewhere. Any thread.
 */
public final class FollowMap implements MapFollower {
    private final IcClient ic;
    private final AskForMap ask;
    private final Duration within;
    private final AtomicReference<ClusterMapView> view;
    private volatile Consumer<ClusterMapView> onNewer = map -> {};
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.NONE);

    /** Asks another gateway; fails when none answers. */
    @FunctionalInterface
    public interface AskForMap {
        /** A map read after this call. */
        CompletableFuture<ClusterMap> ask(Duration within);
    }

    /**
     * For one gateway.
     *
     * @param view where the newest map is kept, {@link ClusterMapView#NONE} at first
     */
    public FollowMap(IcClient ic, AskForMap ask, Duration within, AtomicReference<ClusterMapView> view) {
        this.view = view;
        this.ic = ic;
        this.ask = ask;
        this.within = within;
    }

    @Override
    public ClusterMapView view() {
        return Objects.requireNonNull(view.get());
    }

    @Override
    public CompletableFuture<ClusterMapView> newer() {
        Reading after = reading.updateAndGet(Reading::ask);
        if (after.starts()) {
            begin(after.newest());
        }
        return after.newest();
    }

    private void begin(CompletableFuture<ClusterMapView> promise) {
        read().whenComplete((map, failure) -> {
            Reading after = reading.updateAndGet(Reading::done);
            if (failure != null) {
                promise.completeExceptionally(failure);
            } else {
                promise.complete(publish(map));
            }
            if (after.starts()) {
                begin(after.newest());
            }
        });
    }

    /**
     * One read under way, and one promised to those who came after it began.
     *
     * @param underWay a read is under way
     * @param waits the newest promise is of the read after that one
     * @param starts this very step begins the read of the newest promise
     * @param newest promise given last
     */
    private record Reading(boolean underWay, boolean waits, boolean starts, CompletableFuture<ClusterMapView> newest) {
        static final Reading NONE = new Reading(false, false, false, new CompletableFuture<>());

        Reading ask() {
            if (waits) {
                return new Reading(true, true, false, newest);
            }
            return new Reading(true, underWay, !underWay, new CompletableFuture<>());
        }

        Reading done() {
            return new Reading(waits, false, waits, newest);
        }
    }

    private CompletableFuture<ClusterMap> read() {
        return ic.member() ? ic.read(within).thenApply(FollowMap::of) : ask.ask(within);
    }

    /** Takes the map out of the own table if it has changed; called after entries were applied, so it is quick when it has not. */
    public void takeOwn() {
        try {
            Moment moment = ic.latest();
            if (moment.information().mapSequence() != view().map().sequence()) {
                publish(of(moment));
            }
        } catch (IcFailure noTable) {
            // Between two memberships; the periodic question to others fills the gap.
        }
    }

    /** Keeps the newer of both. */
    public ClusterMapView publish(ClusterMap map) {
        ClusterMapView fresh = new ClusterMapView(map);
        ClusterMapView kept =
                view.accumulateAndGet(fresh, (present, given) -> given.newerThan(present) ? given : present);
        if (kept == fresh) {
            onNewer.accept(fresh);
        }
        return kept;
    }

    /** Told each map that is newer than the one before; returns at once. One at a time may listen. */
    public void onNewer(Consumer<ClusterMapView> listener) {
        onNewer = listener;
    }

    /** The map of one moment. */
    public static ClusterMap of(Moment moment) {
        Information table = moment.information();
        return new ClusterMap(
                table.identity(),
                table.cluster(),
                List.copyOf(table.buckets().byName().values()),
                table.mapSequence(),
                moment.term(),
                moment.index(),
                List.copyOf(table.transformers().byName().values()));
    }
}
