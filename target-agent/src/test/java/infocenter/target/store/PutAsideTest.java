package infocenter.target.store;

import static org.assertj.core.api.Assertions.assertThat;

import infocenter.core.bucket.ObjectName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target had when it was forgotten. */
final class PutAsideTest {
    @TempDir
    Path folder;

    @Test
    void whatWasGivenUpIsNotServedAgainAndStillTakesRoom() throws IOException {
        long taken;
        try (ObjectStore store = open()) {
            put(store, 1, "a");
            put(store, 2, "b");
            taken = store.usage().get(0).usedBytes();

            assertThat(store.putAside("77")).isEqualTo(2);
            assertThat(store.read(1, new ObjectName("a"))).isEmpty();
            assertThat(store.buckets()).isEmpty();
            assertThat(store.usage().get(0).usedBytes()).isEqualTo(taken);
            assertThat(store.putAside("77")).as("again").isZero();
            put(store, 1, "a");
        }
        try (ObjectStore store = open()) {
            assertThat(store.read(1, new ObjectName("a"))).isPresent();
            assertThat(store.read(2, new ObjectName("b"))).isEmpty();
            assertThat(store.usage().get(0).usedBytes()).isGreaterThan(taken);
        }
        assertThat(folder.resolve("forgotten/77/0000000000000002")).isDirectory();
    }

    private ObjectStore open() throws IOException {
        return ObjectStore.open(
                List.of(new MountPath(Files.createDirectories(folder), 1 << 20)),
                StoreLimits.forHeap(Runtime.getRuntime().maxMemory()),
                Clock.systemUTC());
    }

    private static void put(ObjectStore store, long bucketId, String name) throws IOException {
        try (Writing writing = store.write(bucketId, new ObjectName(name))) {
            writing.write(ByteBuffer.wrap(new byte[100]));
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }
    }
}
