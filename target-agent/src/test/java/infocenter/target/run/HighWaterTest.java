package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.BucketName;
import infocenter.core.bucket.ObjectName;
import infocenter.core.cluster.Cluster;
import infocenter.node.ClusterMap;
import infocenter.settings.LruSettings;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.MountPath;
import infocenter.target.store.ObjectStore;
import infocenter.target.store.StoreLimits;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

class HighWaterTest {
    private static final BucketName BUCKET = BucketName.of("b");

    @TempDir
    Path folder;

    private ObjectStore store;
    private final MapCopy map = new MapCopy();
    private final AtomicLong nanos = new AtomicLong();
    private HighWater water;

    @BeforeEach
    void open() throws IOException {
        store = ObjectStore.open(
                List.of(new MountPath(folder.resolve("m"), 10_000)), StoreLimits.forHeap(64 << 20), Clock.systemUTC());
        water = new HighWater(new LruSettings(50, 40, Duration.ofMinutes(10)), store, map, nanos::get);
        lru("on", 10);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void lru(String value, long sequence) {
        Bucket bucket = new Bucket(7, BUCKET, TreePMap.singleton("lru", value), 0);
        assertThat(map.take(new ClusterMap(null, Cluster.EMPTY, List.of(bucket), sequence, 0, 0)))
                .isTrue();
    }

    private void put(String name) throws IOException {
        try (Writing writing = store.write(7, new ObjectName(name))) {
            writing.write(ByteBuffer.allocate(6_000));
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }
    }

    @Test
    void eachRiseIsOneWish() throws IOException {
        assertThat(water.wish(water.usage())).isZero();
        put("a");
        assertThat(water.wish(water.usage())).isEqualTo(1);
        assertThat(water.wish(water.usage())).isEqualTo(1);
        store.delete(7, new ObjectName("a"));
        assertThat(water.wish(water.usage())).isZero();
        put("a");
        assertThat(water.wish(water.usage())).isEqualTo(2);
    }

    @Test
    void aMountPathThatStaysFullWishesAgainAfterACoolDown() throws IOException {
        put("a");
        assertThat(water.wish(water.usage())).isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(water.wish(water.usage())).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(water.wish(water.usage())).isEqualTo(2);
    }

    @Test
    void withoutABucketThatAllowsItThereIsNoWish() throws IOException {
        put("a");
        lru("off", 11);
        assertThat(water.wish(water.usage())).isZero();
        lru("on", 12);
        assertThat(water.wish(water.usage())).isEqualTo(1);
    }
}
