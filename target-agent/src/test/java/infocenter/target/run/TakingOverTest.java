package infocenter.target.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import infocenter.core.bucket.ObjectName;
import infocenter.node.SyncAnswer;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.Keeping;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target says of a placement while changes of before are under way. */
class TakingOverTest {
    @TempDir
    Path dir;

    private TargetOnDesk target;

    @BeforeEach
    void up() throws IOException {
        target = new TargetOnDesk(dir, List.of(), 3);
    }

    @AfterEach
    void down() throws IOException {
        target.close();
    }

    @Test
    void aChangeWhoseDiskIsSlowKeepsNoSyncWaiting() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch changing = new CountDownLatch(1);
        try (Writing writing = target.store.write(5, new ObjectName("o"))) {
            writing.commit(new VersionRule.Next(1), CustomMetadata.EMPTY);
        }
        target.store.keptBy(new SlowDisk(changing, written));
        Thread change = new Thread(() -> {
            try {
                target.store.delete(5, new ObjectName("o"));
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });
        change.start();
        try {
            changing.await();
            target.map.take(Maps.of(20, 2, Maps.target("t1", 1, true)));

            SyncAnswer answer = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> target.sync(1, List.of()));
            assertThat(answer.placementVersion())
                    .as("a change of before is under way")
                    .isLessThan(2);
        } finally {
            written.countDown();
        }
        await().until(() -> target.sync(1, List.of()).placementVersion() == 2);
        assertThat(target.store.read(5, new ObjectName("o"))).isEmpty();
    }

    /** Asks for the home of a name, under its lock, for as long as a disk might take. */
    private record SlowDisk(CountDownLatch asked, CountDownLatch done) implements Keeping {
        @Override
        public long mapVersion() {
            return 1;
        }

        @Override
        public void requireHome(long bucketId, ObjectName name, long mapVersion) {
            asked.countDown();
            try {
                done.await();
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void requireElsewhere(long bucketId, ObjectName name, long mapVersion) {}

        @Override
        public boolean mayBeElsewhere(long bucketId, ObjectName name) {
            return false;
        }
    }
}
