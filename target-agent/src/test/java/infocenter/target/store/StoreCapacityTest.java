package infocenter.target.store;

import static infocenter.target.store.StoreFixture.BUCKET;
import static infocenter.target.store.StoreFixture.CLOCK;
import static infocenter.target.store.StoreFixture.bytes;
import static infocenter.target.store.StoreFixture.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCapacityTest {

    @TempDir
    Path root;

    @Test
    void aWriteBeyondTheCapacityNamesTheMountPathAndTheBytes() throws IOException {
        try (StoreFixture store = open(new MountPath(root, 1_000))) {
            try (Writing writing = store.store().write(BUCKET, name("o"))) {
                writing.write(ByteBuffer.allocate(900));

                StoreFailure.Full full =
                        catchThrowableOfType(StoreFailure.Full.class, () -> writing.write(ByteBuffer.allocate(200)));

                assertThat(full.mount()).isEqualTo(root);
                assertThat(full.neededBytes()).isEqualTo(200);
                assertThat(full.freeBytes()).isEqualTo(100);
                assertThat(full).hasMessage("mount path " + root + " is full: 200 bytes needed, 100 free");
            }
            assertThat(store.store().usage().get(0).usedBytes()).isZero();
            assertThat(StoreFixture.files(root, "writing")).isEmpty();
        }
    }

    @Test
    void metadataTakesRoomToo() throws IOException {
        try (StoreFixture store = open(new MountPath(root, 1_000))) {
            try (Writing writing = store.store().write(BUCKET, name("o"))) {
                writing.write(ByteBuffer.allocate(1_000));

                assertThatThrownBy(() -> writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY))
                        .isInstanceOf(StoreFailure.Full.class);
            }
            assertThat(store.get("o")).isNull();
            store.put("o", "x".repeat(800));
        }
    }

    @Test
    void whatIsUsedIsTheFilesThatAreThere() throws IOException {
        try (StoreFixture store = open(new MountPath(root, 100_000))) {
            store.put("a", "x".repeat(5_000));
            store.put("b", "y".repeat(7_000));
            store.put("a", "z".repeat(100));
            assertThat(store.store().usage().get(0).usedBytes()).isEqualTo(sizes());
            store.store().delete(BUCKET, name("b"));
            assertThat(store.store().usage().get(0).usedBytes()).isEqualTo(sizes());
            assertThat(store.store().usage().get(0).objects()).isEqualTo(1);
        }
        try (StoreFixture again = open(new MountPath(root, 100_000))) {
            assertThat(again.store().usage().get(0).usedBytes()).isEqualTo(sizes());
            again.store().dropBucket(BUCKET);
            assertThat(again.store().usage().get(0).usedBytes()).isZero();
        }
    }

    @Test
    void aFullMountPathDoesNotStopTheOthers() throws IOException {
        MountPath small = new MountPath(root.resolve("small"), 10);
        try (StoreFixture store = open(small, new MountPath(root.resolve("large"), 1_000_000))) {
            int full = 0;
            for (int number = 0; number < 100; number++) {
                try {
                    store.put("o" + number, "content");
                } catch (StoreFailure.Full expected) {
                    assertThat(expected.mount()).isEqualTo(small.root());
                    full++;
                }
            }
            assertThat(full).isBetween(20, 80);
            assertThat(store.names("")).hasSize(100 - full);
        }
    }

    @Test
    void oneMoreNameThanTheLimitIsRefusedBeforeItsContentIsSent() throws IOException {
        StoreLimits two = new StoreLimits(2L * StoreLimits.indexBytes("late"), 100);
        try (StoreFixture store =
                new StoreFixture(ObjectStore.open(List.of(new MountPath(root, 100_000)), two, CLOCK))) {
            store.put("a", "one");
            Writing late = store.store().write(BUCKET, name("late"));
            late.write(bytes("content"));
            store.put("b", "two");

            assertThatThrownBy(() -> store.store().write(BUCKET, name("c")))
                    .isInstanceOf(StoreFailure.IndexFull.class)
                    .hasMessageContaining("no room in its 296 bytes");
            assertThatThrownBy(() -> late.commit(new VersionRule.Next(1), CustomMetadata.EMPTY))
                    .isInstanceOf(StoreFailure.IndexFull.class);

            store.put("a", "replaced");
            store.store().delete(BUCKET, name("b"));
            store.put("c", "three");
            assertThat(store.names("")).containsExactly("a", "c");
        }
    }

    @Test
    void theSystemsOwnNoSpaceIsFull() throws IOException {
        Mount mount = new Mount(new MountPath(root, 1_000));
        IOException noSpace;
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            noSpace = catchThrowableOfType(IOException.class, () -> full.write(bytes("x")));
        }

        assertThat(mount.failure(noSpace, 77))
                .isInstanceOfSatisfying(
                        StoreFailure.Full.class,
                        full -> assertThat(full.neededBytes()).isEqualTo(77));
    }

    @Test
    void eachErrorOfADiskHasItsFailure() {
        Mount mount = new Mount(new MountPath(root, 1_000));

        assertThat(mount.failure(new FileSystemException("f", null, "Read-only file system"), 0))
                .isInstanceOf(StoreFailure.ReadOnly.class)
                .hasMessageContaining(root.toString());
        assertThat(mount.failure(new AccessDeniedException("f"), 0)).isInstanceOf(StoreFailure.ReadOnly.class);
        assertThat(mount.failure(new IOException("Disk quota exceeded"), 0)).isInstanceOf(StoreFailure.Full.class);
        assertThat(mount.failure(new IOException("anything"), Long.MAX_VALUE)).isInstanceOf(StoreFailure.Full.class);
        assertThat(mount.failure(new IOException("Input/output error"), 0)).isInstanceOf(StoreFailure.Failing.class);
        assertThat(mount.failure(new AsynchronousCloseException(), 0)).isInstanceOf(StoreFailure.Interrupted.class);
        StoreFailure known = new StoreFailure.IndexFull(1);
        assertThat(mount.failure(known, 0)).isSameAs(known);
    }

    @Test
    void aCapacityIsPositiveAndMountPathsDoNotHoldEachOther() {
        assertThatThrownBy(() -> new MountPath(root, 0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> open(new MountPath(root, 1), new MountPath(root.resolve("a/../b"), 1)))
                .hasMessageContaining("lies within");
        assertThatThrownBy(() -> open(new MountPath(root, 1), new MountPath(root, 1)))
                .hasMessageContaining("lies within");
        assertThatThrownBy(StoreCapacityTest::open).isInstanceOf(IllegalArgumentException.class);
    }

    private long sizes() throws IOException {
        long sum = 0;
        for (Path file : StoreFixture.files(root, "objects")) {
            sum += Files.size(file);
        }
        return sum;
    }

    private static StoreFixture open(MountPath... paths) throws IOException {
        return new StoreFixture(ObjectStore.open(List.of(paths), StoreFixture.LIMITS, CLOCK));
    }
}
