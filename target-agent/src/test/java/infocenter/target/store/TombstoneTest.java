package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a delete leaves while an older version of the name may be on another target. */
class TombstoneTest {
    @TempDir
    Path root;

    private StoreFixture store;
    private final HandMap map = new HandMap();

    /** Says what a test wants it to. */
    private static final class HandMap implements Keeping {
        boolean elsewhere = true;
        boolean home = true;

        @Override
        public long mapVersion() {
            return 2;
        }

        @Override
        public void requireHome(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
            if (!home || mapVersion != 2) {
                throw new StoreFailure.NotKept("not here");
            }
        }

        @Override
        public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) throws StoreFailure {
            if (home) {
                throw new StoreFailure.NotKept("here");
            }
        }

        @Override
        public boolean mayBeElsewhere(long bucketId, ObjectName name) {
            return elsewhere;
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = StoreFixture.open(root);
        store.store().keptBy(map);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private CommitOutcome copyIn(String name, ObjectVersion version) throws IOException {
        return store.put(name, "from elsewhere", new VersionRule.Exactly(version, 5, 2));
    }

    @Test
    void aDeleteWinsOverAnOlderVersionThatComesLaterAlsoAfterARestart() throws IOException {
        store.put("o", "content", new VersionRule.Next(2));
        store.store().delete(BUCKET, name("o"));
        store.close();
        store = StoreFixture.open(root);
        store.store().keptBy(map);

        assertThat(copyIn("o", new ObjectVersion(1, 9))).isInstanceOf(CommitOutcome.Superseded.class);
        assertThat(store.get("o")).isNull();
        assertThat(store.names("")).isEmpty();
        assertThat(store.store().recovery().objects()).isZero();
        assertThat(store.store().usage().get(0).objects()).isZero();
        assertThat(store.store().moves().tombstones()).isEqualTo(1);
    }

    @Test
    void aWriteAfterADeleteCountsOnFromIt() throws IOException {
        store.put("o", "content", new VersionRule.Next(2));
        store.store().delete(BUCKET, name("o"));

        store.put("o", "risen", new VersionRule.Next(2));

        assertThat(store.get("o")).isEqualTo("risen");
        assertThat(store.store().stat(BUCKET, name("o")).orElseThrow().info().version())
                .isEqualTo(new ObjectVersion(2, 3));
        assertThat(store.store().moves().tombstones()).isZero();
    }

    @Test
    void aDeleteOfWhatIsOnlyElsewhereWinsOverItOnce() throws IOException {
        ObjectVersion seen = new ObjectVersion(1, 4);

        assertThat(store.store().moves().deleteElsewhere(BUCKET, name("o"), seen, 2))
                .isTrue();
        assertThat(store.store().moves().deleteElsewhere(BUCKET, name("o"), seen, 2))
                .isFalse();
        assertThat(copyIn("o", seen)).isInstanceOf(CommitOutcome.Superseded.class);
    }

    @Test
    void aTombstoneGoesOnlyWhenItIsOldAndNothingIsElsewhere() throws IOException {
        store.put("o", "content", new VersionRule.Next(2));
        store.store().delete(BUCKET, name("o"));
        Duration old = Duration.ofMillis(-1);

        assertThat(expired(old)).isZero();
        map.elsewhere = false;
        assertThat(expired(Duration.ofHours(1))).isZero();
        assertThat(expired(old)).isEqualTo(1);

        assertThat(store.store().moves().tombstones()).isZero();
        assertThat(StoreFixture.files(root, "objects")).isEmpty();
        assertThat(store.store().usage().get(0).usedBytes()).isZero();
    }

    private int expired(Duration age) throws IOException {
        return store.store()
                .moves()
                .expireTombstones(age, Moves.Place.FIRST, 10)
                .expired();
    }

    @Test
    void whatIsNotKeptHereTakesNoChangeAndOnlyTheConfirmedVersionIsGivenAway() throws IOException {
        ObjectVersion version = ((CommitOutcome.Committed) store.put("o", "content", new VersionRule.Next(2)))
                .object()
                .version();
        assertThatThrownBy(() -> store.store().moves().giveAway(BUCKET, name("o"), version, 2))
                .isInstanceOf(StoreFailure.NotKept.class);
        map.home = false;

        assertThatThrownBy(() -> store.put("o", "late", new VersionRule.Next(2)))
                .isInstanceOf(StoreFailure.NotKept.class);
        assertThatThrownBy(() -> store.store().delete(BUCKET, name("o"))).isInstanceOf(StoreFailure.NotKept.class);
        assertThat(store.store().moves().giveAway(BUCKET, name("o"), new ObjectVersion(1, 1), 2))
                .isFalse();
        assertThat(store.get("o")).isEqualTo("content");
        assertThat(store.store().moves().giveAway(BUCKET, name("o"), version, 2))
                .isTrue();
        assertThat(store.get("o")).isNull();
    }

    @Test
    void aDeleteIsPossibleOnAMountPathThatIsFull() throws IOException {
        try (StoreFixture full = new StoreFixture(ObjectStore.open(
                List.of(new MountPath(root.resolve("small"), 200)), StoreFixture.LIMITS, StoreFixture.CLOCK))) {
            full.store().keptBy(map);
            full.put("o", "x".repeat(110), new VersionRule.Next(2));

            full.store().delete(BUCKET, name("o"));

            assertThat(full.get("o")).isNull();
            assertThat(full.store().moves().tombstones()).isEqualTo(1);
        }
    }
}
