package infocenter.target.job;

import infocenter.core.bucket.BucketRef;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.NodeId;
import infocenter.target.fetch.Throttle;
import infocenter.target.store.Kept;
import infocenter.target.store.KeptPage;
import infocenter.target.store.MountUsage;
import infocenter.target.store.StoreFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One run of a rebalance: walks all buckets, name by name, and sends away what belongs elsewhere. Of a page of names all are copied
 * first, then those are removed whose homes confirmed them. Names that appear behind the walker belong here, since the map lets
 * nothing else in.
 */
final class Departures implements Work {
    private static final int PAGE = 100;

    /** Names looked at in one step: those that stay cost only a hash. */
    private static final int LOOKS = 2_000;

    private static final Step LOOK_AGAIN = new Step.Pause(Duration.ofMillis(50));
    private static final Duration MAP_WITHIN = Duration.ofSeconds(30);

    private final JobContext context;
    private final long version;
    private final Departure departure;
    private final long beginNanos = System.nanoTime();
    private final List<Departure.Sent> confirmed = new ArrayList<>();
    private boolean counting;
    private boolean counted;
    private long planned;
    private Iterator<Long> buckets = List.<Long>of().iterator();
    private Optional<BucketRef> bucket = Optional.empty();
    private Iterator<Kept> page = List.<Kept>of().iterator();
    private boolean more;
    private String last = "";

    Departures(JobContext context, long version, long bytesPerSecond) {
        this.context = context;
        this.version = version;
        this.departure =
                new Departure(context, version, new Pace(context, new Throttle(bytesPerSecond, System::nanoTime)));
    }

    @Override
    public Step step() throws IOException {
        if (context.mapVersion() < version) {
            return awaitMap();
        }
        if (context.mapVersion() > version) {
            throw new IOException(
                    "placement " + context.mapVersion() + " is active by now; this run was for " + version);
        }
        if (!counted) {
            if (count()) {
                counted = true;
                context.planned(planned);
                begin();
            }
            return Step.MORE;
        }
        return move();
    }

    /** The order came before the map; the syncs bring it. */
    private Step awaitMap() throws IOException {
        if (System.nanoTime() - beginNanos > MAP_WITHIN.toNanos()) {
            throw new IOException("the map of placement " + version + " did not come");
        }
        return LOOK_AGAIN;
    }

    private void begin() {
        buckets = List.copyOf(context.store().buckets()).iterator();
        bucket = Optional.empty();
        page = List.<Kept>of().iterator();
        more = false;
    }

    /** True when all names were looked at. */
    private boolean count() {
        if (!counting) {
            counting = true;
            begin();
        }
        for (int looks = 0; looks < LOOKS; looks++) {
            if (!page.hasNext() && !nextPage()) {
                return true;
            }
            if (page.hasNext() && leaves(page.next())) {
                planned++;
            }
        }
        return false;
    }

    private Step move() throws IOException {
        for (int looks = 0; looks < LOOKS; looks++) {
            if (!page.hasNext()) {
                removeConfirmed();
                return nextPage() ? Step.MORE : done();
            }
            Kept kept = page.next();
            if (leaves(kept)) {
                departure.send(bucket.orElseThrow(), kept).ifPresent(confirmed::add);
                return Step.MORE;
            }
        }
        return Step.MORE;
    }

    /** The second phase of a page. */
    private void removeConfirmed() throws IOException {
        for (Departure.Sent sent : confirmed) {
            context.checkpoint();
            try {
                context.store().moves().giveAway(sent.bucketId(), sent.name(), sent.version(), version);
            } catch (StoreFailure.BucketDropped ended) {
                // Its objects go with it.
            }
        }
        confirmed.clear();
    }

    /** Objects on a mount path that cannot be read are neither known nor moved, so nobody may take them for moved. */
    private Step done() throws IOException {
        for (MountUsage mount : context.store().usage()) {
            if (mount.failing().isPresent()) {
                throw new IOException("mount path " + mount.root() + " fails, its objects could not all be moved: "
                        + mount.failing().get());
            }
        }
        return Step.DONE;
    }

    private boolean leaves(Kept kept) {
        ObjectName name = kept.info().name();
        NodeId home = context.homeOf(bucket.orElseThrow().name(), name);
        return !home.equals(context.self());
    }

    /** False when there is nothing more. */
    private boolean nextPage() {
        while (bucket.isEmpty() || !more) {
            if (!buckets.hasNext()) {
                bucket = Optional.empty();
                return false;
            }
            // One that has ended is not living any more: its objects are dropped, not moved.
            bucket = context.bucket(buckets.next());
            last = "";
            more = bucket.isPresent();
        }
        KeptPage fetched = context.store().moves().walk(bucket.get().id(), "", last, PAGE);
        page = fetched.entries().iterator();
        more = fetched.more();
        if (!fetched.entries().isEmpty()) {
            last = fetched.entries()
                    .get(fetched.entries().size() - 1)
                    .info()
                    .name()
                    .value();
        }
        return true;
    }
}
