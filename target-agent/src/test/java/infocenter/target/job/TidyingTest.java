package infocenter.target.job;

import static infocenter.target.job.TwoTargets.FROM;
import static infocenter.target.job.TwoTargets.TO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import infocenter.core.bucket.Bucket;
import infocenter.core.bucket.ObjectName;
import infocenter.settings.LruSettings;
import infocenter.target.store.Keeping;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.Reading;
import infocenter.target.store.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lru, cleanup and summary on one target's store; the mount path has room for about 100 objects. */
class TidyingTest {
    private static final int SIZE = 1_000;
    private static final long CAPACITY = 120_000;

    @TempDir
    Path folder;

    private TwoTargets targets;
    private final Later clock = new Later();
    private final Job lru = new EvictUnused(new LruSettings(90, 50, Duration.ofMinutes(10)));

    /** Now, and later as the test says, since files have the disk's time when they are written. */
    private static final class Later extends Clock {
        private Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A map by which some names may be elsewhere, too, and every bucket may have ended. */
    private record MapByHand(Predicate<ObjectName> elsewhere, boolean ended) implements Keeping {
        @Override
        public long mapVersion() {
            return 1;
        }

        @Override
        public void requireHome(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
            if (ended) {
                throw new StoreFailure.BucketDropped(bucketId);
            }
        }

        @Override
        public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) {}

        @Override
        public boolean mayBeElsewhere(long bucketId, ObjectName name) {
            return elsewhere.test(name);
        }
    }

    @BeforeEach
    void open() throws IOException {
        targets = new TwoTargets(folder, CAPACITY, clock);
        targets.living = List.of(TwoTargets.bucket(FROM, "lru", "on"), TwoTargets.bucket(TO));
    }

    @AfterEach
    void close() throws IOException {
        targets.close();
    }

    private void fill(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            targets.put(i % 2 == 0 ? FROM : TO, "o-" + i, "x".repeat(SIZE));
        }
    }

    private void use(String name) throws IOException {
        try (Reading reading = targets.here.use(FROM.id(), new ObjectName(name)).orElseThrow()) {
            assertThat(reading.size()).isEqualTo(SIZE);
        }
    }

    private double percent() {
        return targets.here.usage().get(0).percent();
    }

    private List<String> names(long bucketId) {
        return targets.here.list(bucketId, "", "", 1_000).objects().stream()
                .map(ObjectInfo::name)
                .map(Object::toString)
                .toList();
    }

    @Test
    void itRemovesWhatWasNotUsedForLongestDownToTheLowMark() throws Exception {
        fill(0, 100);
        clock.by = Duration.ofMinutes(1);
        List<String> used = List.of("o-0", "o-2", "o-98");
        for (String name : used) {
            use(name);
        }
        targets.run(lru, Map.of("force", true));
        assertThat(percent()).isBetween(48.0, 50.0);
        assertThat(names(FROM.id())).containsAll(used);
        assertThat(targets.local).isEqualTo(100 - targets.here.usage().get(0).objects());
        assertThat(targets.tallies).containsOnlyKeys("ais://from", "ais://to");
        assertThat(targets.tallies.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(targets.local);
        long freed = targets.local;
        targets.run(lru, Map.of("force", true));
        assertThat(targets.local).as("nothing more was wanted").isEqualTo(freed);
    }

    @Test
    void withoutForceOnlyBucketsThatAllowItGiveRoom() throws Exception {
        fill(0, 100);
        targets.run(lru, Map.of());
        assertThat(names(TO.id())).hasSize(50);
        assertThat(names(FROM.id())).hasSizeLessThan(50);
        assertThat(targets.tallies).containsOnlyKeys("ais://from");
        targets.living = List.of(TwoTargets.bucket(FROM), TwoTargets.bucket(TO, "lru", "off"));
        long before = targets.local;
        targets.run(lru, Map.of());
        assertThat(targets.local).isEqualTo(before);
    }

    @Test
    void aBucketThatIsBeingRenamedGivesNothing() throws Exception {
        fill(0, 100);
        targets.living = List.of(
                TwoTargets.bucket(FROM, "lru", "on", Bucket.RENAMING, "r1"),
                TwoTargets.bucket(TO, "lru", "on", Bucket.INCOMPLETE, "r1"));
        targets.run(lru, Map.of("force", true));
        assertThat(targets.local).isZero();
        targets.living = List.of(TwoTargets.bucket(FROM, "lru", "on"));
        targets.here.closed(id -> id == FROM.id());
        targets.run(lru, Map.of());
        assertThat(targets.local).as("closed after the look").isZero();
    }

    @Test
    void belowTheLowMarkNothingGoes() throws Exception {
        fill(0, 20);
        targets.run(lru, Map.of("force", true));
        assertThat(targets.local).isZero();
        assertThat(targets.checkpoints).isZero();
    }

    @Test
    void aStoppedRunRemovesNoMore() throws Exception {
        fill(0, 100);
        targets.effectsAllowed = 3;
        assertThatExceptionOfType(Stopped.class).isThrownBy(() -> targets.run(lru, Map.of("force", true)));
        assertThat(targets.here.usage().get(0).objects()).isEqualTo(97);
    }

    @Test
    void whatWasUsedAfterItWasChosenStays() throws Exception {
        fill(0, 2);
        var chosen = targets.here
                .unused(
                        FROM.id(),
                        targets.here.list(FROM.id(), "", "", 1).objects().get(0))
                .orElseThrow();
        clock.by = Duration.ofMinutes(1);
        use("o-0");
        assertThat(targets.here.evict(chosen)).isFalse();
        assertThat(names(FROM.id())).containsExactly("o-0");
    }

    @Test
    void theTimeOfUseIsThereAfterARestart() throws Exception {
        fill(0, 2);
        clock.by = Duration.ofMinutes(5);
        use("o-0");
        ObjectInfo object = targets.here.list(FROM.id(), "", "", 1).objects().get(0);
        var before = targets.here.unused(FROM.id(), object).orElseThrow();
        targets.close();
        targets = new TwoTargets(folder, CAPACITY, clock);
        assertThat(targets.here.unused(FROM.id(), object)).contains(before);
        assertThat(before.usedMillis()).isGreaterThan(Instant.now().toEpochMilli() + 200_000);
    }

    @Test
    void cleanupRemovesTemporaryFilesThatNobodyWritesAndFoldersOfEndedBuckets() throws Exception {
        fill(0, 2);
        Path mount = targets.here.usage().get(0).root();
        Files.writeString(mount.resolve("writing/99"), "left");
        targets.living = List.of(TwoTargets.bucket(FROM));
        try (var open = targets.here.write(FROM.id(), new ObjectName("open"))) {
            open.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}));
            targets.run(new CleanUp(), Map.of());
            assertThat(mount.resolve("writing/99")).doesNotExist();
            open.commit(new infocenter.target.store.VersionRule.Next(1), infocenter.target.store.CustomMetadata.EMPTY);
        }
        assertThat(names(FROM.id())).containsExactly("o-0", "open");
        assertThat(names(TO.id())).isEmpty();
        assertThat(targets.here.folders()).containsExactly(FROM.id());
        assertThat(targets.tallies).isEqualTo(Map.of(CleanUp.LITTER, 1L, CleanUp.ENDED_BUCKETS, 1L));
    }

    @Test
    void aDroppedBucketThatRestsIsLitter() throws Exception {
        Path rests = Files.createDirectories(targets.here.usage().get(0).root().resolve("dropped/77"));
        Files.writeString(rests.resolve("object"), "left");
        targets.run(new CleanUp(), Map.of());
        assertThat(rests).as("it may be under way").exists();
        clock.by = Duration.ofHours(2);
        targets.run(new CleanUp(), Map.of());
        assertThat(rests).doesNotExist();
    }

    @Test
    void aBucketThatEndedAfterTheLookGivesNothing() throws Exception {
        fill(0, 100);
        targets.here.keptBy(new MapByHand(name -> false, true));
        targets.run(lru, Map.of("force", true));
        assertThat(targets.local).isZero();
    }

    @Test
    void cleanupReachesTheTombstonesBehindThoseThatMustStay() throws Exception {
        for (int i = 0; i < 320; i++) {
            targets.put(FROM, "o-%03d".formatted(i), "x");
        }
        targets.here.keptBy(new MapByHand(name -> true, false));
        for (int i = 0; i < 320; i++) {
            targets.here.delete(FROM.id(), new ObjectName("o-%03d".formatted(i)));
        }
        assertThat(targets.here.moves().tombstones()).isEqualTo(320);
        targets.here.keptBy(new MapByHand(name -> name.value().compareTo("o-250") < 0, false));
        targets.run(new CleanUp(), Map.of());
        assertThat(targets.here.moves().tombstones()).as("they are young").isEqualTo(320);
        clock.by = Duration.ofMinutes(11);
        targets.run(new CleanUp(), Map.of());
        assertThat(targets.here.moves().tombstones()).isEqualTo(250);
        assertThat(targets.tallies).containsEntry(CleanUp.TOMBSTONES, 70L);
    }

    @Test
    void summaryCountsByBucket() throws Exception {
        fill(0, 30);
        targets.run(new Summary(), Map.of());
        assertThat(targets.tallies).isEqualTo(Map.of("ais://from", 15L, "ais://to", 15L));
        targets.tallies.clear();
        targets.run(new Summary(), Map.of("prefix", "o-1"), TO);
        assertThat(targets.tallies).isEqualTo(Map.of("ais://to", 6L));
        assertThat(targets.checkpoints).as("it has no effect").isZero();
    }
}
