package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.bytes;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loss of power cannot be made here; that the disk is told in the right order can be seen. */
class DurabilityOrderTest {

    private static final String BUCKET_DIRECTORY = "0000000000000007";

    @TempDir
    Path root;

    private final RecordedDurability disk = new RecordedDurability();
    private StoreFixture store;

    @BeforeEach
    void open() throws IOException {
        store = StoreFixture.open(disk, root);
        store.put("first", "makes the bucket's directory");
        disk.steps.clear();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void aWriteForcesItsFileThenRenamesItThenForcesTheName() throws IOException {
        store.put("o", "");

        assertThat(disk.steps).hasSize(3);
        // The trailer is in the forced file already.
        assertThat(disk.steps.get(0)).matches("fsync file of [1-9]\\d+");
        assertThat(disk.steps.get(1)).isEqualTo("rename writing to " + BUCKET_DIRECTORY);
        assertThat(disk.steps.get(2)).isEqualTo("fsync directory " + BUCKET_DIRECTORY);
    }

    @Test
    void theFirstObjectOfABucketMakesItsDirectoryLast() throws IOException {
        store.put(9, "o", "content", new VersionRule.Next(1));

        assertThat(disk.steps.subList(1, 4))
                .containsExactly(
                        "fsync directory objects",
                        "rename writing to 0000000000000009",
                        "fsync directory 0000000000000009");
    }

    @Test
    void aLongContentIsForcedBeforeItsNameIsLockedAndAgainWithItsTrailer() throws IOException {
        try (Writing writing = store.store().write(BUCKET, name("long"))) {
            writing.write(ByteBuffer.allocate(2 << 20));
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }

        assertThat(disk.steps.get(0)).isEqualTo("fsync file of 2097152");
        assertThat(disk.steps.get(1)).matches("fsync file of 2097\\d+").isNotEqualTo(disk.steps.get(0));
        assertThat(disk.steps.get(2)).startsWith("rename");
    }

    @Test
    void aDeleteIsForcedBeforeItIsAcknowledged() throws IOException {
        store.store().delete(BUCKET, name("first"));

        assertThat(disk.steps).containsExactly("fsync directory " + BUCKET_DIRECTORY);
    }

    @Test
    void aDropIsOneForcedRename() throws IOException {
        store.store().dropBucket(BUCKET);

        assertThat(disk.steps)
                .containsExactly("rename objects to dropped", "fsync directory objects", "fsync directory dropped");
    }

    @Test
    void aFailedFsyncKeepsTheOldObjectAndEndsTheTrustInItsMountPath() throws IOException {
        disk.fail("fsync file", "Input/output error");

        assertThatThrownBy(() -> store.put("first", "new"))
                .isInstanceOf(StoreFailure.Failing.class)
                .hasMessageContaining("mount path " + root)
                .hasMessageContaining("Input/output error");

        disk.heal();
        assertThat(store.get("first")).isEqualTo("makes the bucket's directory");
        assertThatThrownBy(() -> store.put("other", "new")).isInstanceOf(StoreFailure.Failing.class);
        assertThatThrownBy(() -> store.store().delete(BUCKET, name("first"))).isInstanceOf(StoreFailure.Failing.class);
        assertThat(store.store().usage().get(0).failing()).contains("fails until the next start: Input/output error");
        assertThat(StoreFixture.files(root, "writing")).isEmpty();
        assertThat(store.get("never written")).isNull();
    }

    @Test
    void aFailedRenameKeepsTheOldObjectAndLeavesNothing() throws IOException {
        long usedBytes = store.store().usage().get(0).usedBytes();
        disk.fail("rename", "Input/output error");

        assertThatThrownBy(() -> store.put("first", "new")).isInstanceOf(StoreFailure.Failing.class);
        assertThatThrownBy(() -> store.put("other", "new")).isInstanceOf(StoreFailure.Failing.class);

        disk.heal();
        assertThat(store.get("first")).isEqualTo("makes the bucket's directory");
        assertThat(store.names("")).containsExactly("first");
        assertThat(StoreFixture.files(root, "writing")).isEmpty();
        assertThat(store.store().usage().get(0).usedBytes()).isEqualTo(usedBytes);
        store.put("first", "newer");
        assertThat(store.get("first")).isEqualTo("newer");
    }

    @Test
    void aNameThatMayNotLastIsNotAcknowledged() throws IOException {
        disk.fail("fsync directory", "Input/output error");

        assertThatThrownBy(() -> store.put("first", "new")).isInstanceOf(StoreFailure.Failing.class);

        assertThat(store.get("first")).as("what everybody reads by now").isEqualTo("new");
        assertThat(store.store().usage().get(0).failing()).isPresent();
    }

    @Test
    void aWriteThatTheDiskHasNoRoomForLeavesTheMountPathInUse() throws IOException {
        disk.fail("fsync file", "No space left on device");

        assertThatThrownBy(() -> store.put("first", "new")).isInstanceOf(StoreFailure.Full.class);

        disk.heal();
        store.put("first", "shorter");
        assertThat(store.get("first")).isEqualTo("shorter");
    }

    @Test
    void anInterruptedWriterChangesNothingAndKeepsTheMountPathInUse() throws IOException {
        try (Writing writing = store.store().write(BUCKET, name("first"))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> writing.write(bytes("new"))).isInstanceOf(StoreFailure.Interrupted.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(store.get("first")).isEqualTo("makes the bucket's directory");
        assertThat(store.store().usage().get(0).failing()).isEmpty();
        store.put("first", "newer");
    }

    @Test
    void anInterruptAfterTheRenameDoesNotStopTheNameFromLasting() throws IOException {
        Thread.currentThread().interrupt();

        Durability.Disk.INSTANCE.directory(root);

        assertThat(Thread.interrupted()).as("it is still told").isTrue();
    }
}
