package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.NOW;
import static infocenter.target.store.StoreFixture.bytes;
import static infocenter.target.store.StoreFixture.files;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {

    @TempDir
    Path root;

    private StoreFixture store;

    @BeforeEach
    void open() throws IOException {
        store = StoreFixture.open(root);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void whatWasPutIsReadBackWithAllThatWasSaidOfIt() throws IOException {
        try (Writing writing = store.store().write(BUCKET, name("photos/cat.jpg"))) {
            writing.write(bytes("me"));
            writing.write(bytes("ow"));
            assertThat(writing.size()).isEqualTo(4);
            writing.commit(new VersionRule.Next(12), CustomMetadata.of(Map.of("owner", "zoë", "empty", "")));
        }

        ObjectMetadata metadata =
                store.store().stat(BUCKET, name("photos/cat.jpg")).orElseThrow();
        assertThat(store.get("photos/cat.jpg")).isEqualTo("meow");
        assertThat(metadata.info().size()).isEqualTo(4);
        assertThat(metadata.info().version()).isEqualTo(new ObjectVersion(12, 1));
        assertThat(metadata.info().createdMillis()).isEqualTo(NOW);
        assertThat(metadata.info().checksum()).hasSize(16);
        assertThat(metadata.custom().entries()).isEqualTo(Map.of("owner", "zoë", "empty", ""));
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        store.put("nothing", "");

        assertThat(store.get("nothing")).isEmpty();
        assertThat(store.store()
                        .stat(BUCKET, name("nothing"))
                        .orElseThrow()
                        .info()
                        .checksum())
                .isEqualTo("ef46db3751d8e999");
    }

    @Test
    void aNameAndALongerNameBelowItBothExist() throws IOException {
        String long1 = "a/" + "b".repeat(1_022);
        String long2 = "ü".repeat(512);
        for (String name : new String[] {"a", "a/b", "a/b/c", long1, long2}) {
            store.put(name, "content of " + name);
        }

        for (String name : new String[] {"a", "a/b", "a/b/c", long1, long2}) {
            assertThat(store.get(name)).isEqualTo("content of " + name);
        }
        assertThat(store.names("a/b")).containsExactly("a/b", "a/b/c", long1);
    }

    @Test
    void bucketsKeepTheirNamesApart() throws IOException {
        store.put(1, "o", "one", new VersionRule.Next(1));
        store.put(-2, "o", "two", new VersionRule.Next(1));

        assertThat(store.get(1, "o")).isEqualTo("one");
        assertThat(store.get(-2, "o")).isEqualTo("two");
        assertThat(store.get(3, "o")).isNull();
        assertThat(store.store().buckets()).containsExactly(-2L, 1L);
    }

    @Test
    void nobodySeesAContentBeforeItsCommitNorAfterItsAbort() throws IOException {
        store.put("o", "old");
        Writing writing = store.store().write(BUCKET, name("o"));
        writing.write(bytes("new"));

        assertThat(store.get("o")).isEqualTo("old");
        assertThat(files(root, "writing")).hasSize(1);

        writing.abort();

        assertThat(store.get("o")).isEqualTo("old");
        assertThat(files(root, "writing")).isEmpty();
        assertThat(store.store().usage().get(0).writingBytes()).isZero();
        assertThatThrownBy(() -> writing.write(bytes("more"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReaderKeepsTheContentThatItOpened() throws IOException {
        store.put("o", "old");
        try (Reading reading = store.store().read(BUCKET, name("o")).orElseThrow()) {
            store.put("o", "newer");
            store.store().delete(BUCKET, name("o"));

            ByteBuffer content = ByteBuffer.allocate(10);
            assertThat(reading.read(content, 0)).isEqualTo(3);
            assertThat(reading.read(content, 3)).isEqualTo(-1);
            reading.verify();
        }
        assertThat(store.get("o")).isNull();
    }

    @Test
    void aRangeIsARegionOfTheFileAndNeverReachesBeyondTheContent() throws IOException {
        store.put("o", "0123456789");
        try (Reading reading = store.store().read(BUCKET, name("o")).orElseThrow()) {
            Reading.Region region = reading.region(3, 4);
            ByteBuffer content = ByteBuffer.allocate(4);
            region.channel().read(content, region.position());

            assertThat(new String(content.array(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("3456");
            assertThat(reading.region().length()).isEqualTo(10);
            assertThat(reading.region(10, 0).length()).isZero();
            for (long[] range : new long[][] {{0, 11}, {11, 0}, {-1, 2}, {1, -1}, {Long.MAX_VALUE, 2}}) {
                assertThatThrownBy(() -> reading.region(range[0], range[1]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void deletingSaysWhatWasThereOnce() throws IOException {
        ObjectInfo put = store.put("o", "content");

        assertThat(store.store().delete(BUCKET, name("o"))).contains(put);
        assertThat(store.store().delete(BUCKET, name("o"))).isEmpty();
        assertThat(store.store().stat(BUCKET, name("o"))).isEmpty();
        assertThat(store.names("")).isEmpty();
        assertThat(files(root, "objects")).isEmpty();
        assertThat(store.store().usage().get(0).usedBytes()).isZero();
    }

    @Test
    void deletingAVersionLeavesANewerOne() throws IOException {
        ObjectVersion first = store.put("o", "old").version();
        ObjectVersion second = store.put("o", "new").version();

        assertThat(store.store().deleteIf(BUCKET, name("o"), first)).isFalse();
        assertThat(store.get("o")).isEqualTo("new");
        assertThat(store.store().deleteIf(BUCKET, name("o"), second)).isTrue();
        assertThat(store.store().deleteIf(BUCKET, name("o"), second)).isFalse();
    }

    @Test
    void theHigherVersionWinsWhateverComesFirst() throws IOException {
        ObjectVersion older = new ObjectVersion(3, 9);
        ObjectVersion newer = new ObjectVersion(4, 1);
        store.put("o", "newer", new VersionRule.Exactly(newer, 5, 4));

        CommitOutcome outcome = store.put("o", "older", new VersionRule.Exactly(older, 6, 4));
        CommitOutcome repeated = store.put("o", "newer", new VersionRule.Exactly(newer, 5, 4));
        CommitOutcome staleMap = store.put("o", "stale map", new VersionRule.Next(3));

        ObjectInfo present = store.store().stat(BUCKET, name("o")).orElseThrow().info();
        assertThat(outcome).isEqualTo(new CommitOutcome.Superseded(present));
        assertThat(repeated).isEqualTo(new CommitOutcome.Superseded(present));
        assertThat(staleMap).isEqualTo(new CommitOutcome.Superseded(present));
        assertThat(present.version()).isEqualTo(newer);
        assertThat(present.createdMillis()).isEqualTo(5);
        assertThat(store.get("o")).isEqualTo("newer");
        assertThat(files(root, "writing")).isEmpty();
    }

    @Test
    void aClientsWriteCountsOnFromWhatIsPresent() throws IOException {
        store.put("o", "copy", new VersionRule.Exactly(new ObjectVersion(3, 9), 5, 3));

        assertThat(store.put("o", "write", new VersionRule.Next(3)))
                .isInstanceOfSatisfying(
                        CommitOutcome.Committed.class,
                        committed -> assertThat(committed.object().version()).isEqualTo(new ObjectVersion(3, 10)));
    }

    @Test
    void aDroppedBucketIsEmptyAndAWriteIntoItThatWasUnderWayFails() throws IOException {
        store.put("o1", "one");
        store.put("o2", "two");
        store.put(8, "o", "other bucket", new VersionRule.Next(1));
        try (Writing writing = store.store().write(BUCKET, name("late"))) {
            assertThat(store.store().dropBucket(BUCKET)).isEqualTo(2);

            assertThatThrownBy(() -> writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY))
                    .isInstanceOf(StoreFailure.BucketDropped.class);
        }

        assertThat(store.get("o1")).isNull();
        assertThat(store.names("")).isEmpty();
        assertThat(store.store().buckets()).containsExactly(8L);
        assertThat(files(root, "objects")).hasSize(1);
        assertThat(files(root, "dropped")).isEmpty();
        assertThat(files(root, "writing")).isEmpty();
        assertThat(store.store().dropBucket(BUCKET)).isZero();
        assertThat(store.get(8, "o")).isEqualTo("other bucket");
    }
}
