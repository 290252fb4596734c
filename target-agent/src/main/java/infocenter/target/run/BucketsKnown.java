package infocenter.target.run;

import infocenter.core.bucket.BucketRef;
import infocenter.target.job.Step;
import infocenter.target.job.Work;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A run's work, of whatever kind, which begins when this target has a map with a placement that knows the buckets of the order. An order can
 * overtake the map: a bucket that was created a moment ago is not one that has ended, and a target that has just started has no map at all.
 * After {@link #WAIT_MAX} the work begins anyway, and says what it lacks.
 */
final class BucketsKnown implements Work {
    /**
     * The map follows with the next sync, about a second later; each gateway that is asked for it in vain costs 2 s more. So this is enough to
     * get by three that hang, and short enough that an order whose bucket never comes soon says so.
     */
    static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private static final Step LOOK_AGAIN = new Step.Pause(Duration.ofMillis(20));

    private final List<BucketRef> buckets;
    private final MapCopy map;
    private final LongSupplier nanos;
    private final long untilNanos;
    private final Work work;
    private boolean begun;

    BucketsKnown(List<BucketRef> buckets, MapCopy map, LongSupplier nanos, Work work) {
        this.buckets = buckets;
        this.map = map;
        this.nanos = nanos;
        this.untilNanos = nanos.getAsLong() + WAIT_MAX.toNanos();
        this.work = work;
    }

    @Override
    public Step step() throws Exception {
        begun = begun || known() || nanos.getAsLong() - untilNanos >= 0;
        return begun ? work.step() : LOOK_AGAIN;
    }

    private boolean known() {
        MapCopy.View view = map.view();
        return view.active() != null
                && buckets.stream().allMatch(bucket -> view.bucket(bucket.id()).isPresent() || view.ended(bucket.id()));
    }

    @Override
    public void close() {
        work.close();
    }
}
