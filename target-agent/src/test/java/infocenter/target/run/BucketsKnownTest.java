package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.BucketRef;
import infocenter.core.cluster.Cluster;
import infocenter.node.ClusterMap;
import infocenter.target.job.Step;
import infocenter.target.job.Work;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** An order that overtakes the map. */
class BucketsKnownTest {
    private static final BucketName NAME = BucketName.of("young");
    private static final BucketRef YOUNG = new BucketRef(NAME, 9);

    private static final Bucket BUCKET = new Bucket(9, NAME, TreePMap.empty(), 0);

    private final MapCopy map = new MapCopy();
    private final AtomicLong nanos = new AtomicLong();
    private final Work work = new BucketsKnown(List.of(YOUNG), map, nanos::get, () -> Step.DONE);

    @Test
    void waitsForABucketThatIsYoungerThanTheMap() throws Exception {
        take(8);
        assertThat(work.step()).isInstanceOf(Step.Pause.class);
        take(9, BUCKET);
        assertThat(work.step()).isEqualTo(Step.DONE);
    }

    @Test
    void waitsForTheFirstMapAndItsPlacement() throws Exception {
        assertThat(work.step()).isInstanceOf(Step.Pause.class);
        map.take(new ClusterMap(null, Cluster.EMPTY, List.of(BUCKET), 10, 0, 0));
        assertThat(work.step()).isInstanceOf(Step.Pause.class);
        take(11, BUCKET);
        assertThat(work.step()).isEqualTo(Step.DONE);
    }

    @Test
    void doesNotWaitForOneThatHasEnded() throws Exception {
        take(12);
        assertThat(work.step()).isEqualTo(Step.DONE);
    }

    @Test
    void waitsNoLongerThanItsBound() throws Exception {
        take(8);
        assertThat(work.step()).isInstanceOf(Step.Pause.class);
        nanos.addAndGet(BucketsKnown.WAIT_MAX.toNanos());
        assertThat(work.step()).isEqualTo(Step.DONE);
    }

    private void take(long sequence, Bucket... buckets) {
        assertThat(map.take(Maps.of(sequence, 1, List.of(buckets), Maps.target("t1", 1, true))))
                .isTrue();
    }
}
